import { describe, expect, it } from 'vitest'
import type { Tip } from '../src/kit/api.gen'
import { placed } from '../src/rooms/manners/guide'

const tip = (from: number, to: number, found = ''): Tip => ({ kind: 'rewrite', from, to, found, words: '换一种办法' })

describe('placed', () => {
  it('counts code points of the server as units of a textarea', () => {
    expect(placed('😀亲，退不了哦', tip(3, 6, '退不了'))).toEqual({ from: 4, to: 7 })
  })
  it('puts in at the end of the text', () => {
    expect(placed('好的😀', tip(3, 3))).toEqual({ from: 4, to: 4 })
  })
  it('leaves a tip that no longer fits the words', () => {
    expect(placed('退不了', tip(0, 3, '换不了'))).toBeUndefined()
    expect(placed('短', tip(4, 4))).toBeUndefined()
  })
})
