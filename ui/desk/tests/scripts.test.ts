import { describe, expect, it } from 'vitest'
import type { Script } from '../src/kit/api.gen'
import { matching } from '../src/rooms/conversations/useScripts'

const script = (code: string, uses: number, text = ''): Script =>
  ({ id: code, code, title: code, folder: '', text, owner: null, version: 1, uses })

describe('scripts offered for a slash', () => {
  it('come in the order in which people choose them', () => {
    const all = [script('退换', 3), script('发货', 12), script('发票', 5)]
    expect(matching(all, '').map((one) => one.code)).toEqual(['发货', '发票', '退换'])
  })
  it('fit the typed letters first, however seldom they are chosen', () => {
    const all = [script('退换', 90, '发货前可以改'), script('发货', 1)]
    expect(matching(all, '发').map((one) => one.code)).toEqual(['发货', '退换'])
  })
})
