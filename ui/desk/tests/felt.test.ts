import { describe, expect, test } from 'vitest'
import { feltParts } from '../src/rooms/conversations/felt'
import { lossText } from '../src/rooms/manners/losses'

const cause = (words: string) => ({ from: 0, to: 0, words })

describe('the words that say a feeling', () => {
  test('are cut out in order', () => {
    expect(feltParts('太失望了，你们是骗子', [cause('失望'), cause('骗子')])).toEqual([
      { text: '太', is_felt: false }, { text: '失望', is_felt: true }, { text: '了，你们是', is_felt: false }, { text: '骗子', is_felt: true },
    ])
  })
  test('that are not there change nothing', () => {
    expect(feltParts('几点发货', [cause('骗子'), cause('')])).toEqual([{ text: '几点发货', is_felt: false }])
  })
})

describe('a lost point', () => {
  test('is said in words, whatever its reason is called', () => {
    expect(lossText('first_answer_slow')).toBe('首次响应超过 30 秒')
    expect(lossText('learned.blame')).toContain('推责')
    expect(lossText('refusal.opener')).toContain('推诿')
    expect(lossText('something_new')).toBe('其他失分')
  })
})
