import { describe, expect, it } from 'vitest'
import type { Pack, Rule } from '../src/kit/api.gen'
import { pieces, rewritten, spans, unitOffsets } from '../src/rooms/manners/marks'
import { alternatives, looked, ready } from '../src/rooms/manners/pack'
import { hit } from './cast'

describe('marks', () => {
  it('counts code points, not UTF-16 units', () => {
    expect(unitOffsets('a😀b')).toEqual([0, 1, 3, 4])
    expect(spans('😀不归我们管', [hit(1, 6)])[0]).toMatchObject({ from: 2, to: 7 })
  })
  it('cuts the text at the hits, the redder one above', () =>
    expect(pieces('abcdef', [hit(1, 4, { colour: 'yellow' }), hit(2, 3)]))
      .toEqual([{ text: 'a' }, { text: 'b', colour: 'yellow' }, { text: 'c', colour: 'red' }, { text: 'd', colour: 'yellow' }, { text: 'ef' }]))
  it('leaves green and placeless hits unmarked', () =>
    expect(pieces('abc', [hit(0, 2, { colour: 'green' }), hit(1, 1), hit(2, 99)])).toEqual([{ text: 'abc' }]))
  it('draws nothing for no text', () => expect(pieces('', [])).toEqual([]))
  it('takes every suggestion at once', () =>
    expect(rewritten('😀尽快发，尽快', [hit(1, 3, { suggestion: '今天' }), hit(5, 7, { suggestion: '18:00 前' })])).toBe('😀今天发，18:00 前'))
  it('has nothing to rewrite without a suggestion', () => expect(rewritten('尽快', [hit(0, 2)])).toBeUndefined())
  it('takes the first of two suggestions that overlap', () =>
    expect(rewritten('abcd', [hit(0, 3, { suggestion: 'X' }), hit(2, 4, { suggestion: 'Y' })])).toBe('Xd'))
})

const rule = (id: string, words: string[], more: Partial<Rule> = {}): Rule => ({
  id, colour: 'red', where: 'anywhere', mood: 'any', measure: 'none', at_least: 1, emotion_min: 0, hour_from: 0, hour_to: 0, disguised: false,
  even_quoted: false, even_negated: true, people_only: false, unless_repeated: false, phrases: words.map((one) => ({ words: one, suggestion: null })),
  patterns: [], source: '', except: [], unless: [], when_buyer: [], reason_zh: 'zh', reason_en: 'en', suggestion: null, ...more,
})
const find = (text: string, ...rules: Rule[]) => {
  const pack: Pack = { version: '1', lead_ins: [], negators: [], facts: [], rules }
  return looked(ready(pack), text, (one) => one.reason_zh).map((one) => [one.rule, one.words])
}

describe('the first look', () => {
  it('writes alternatives out', () => expect(alternatives('(加|添加)(我|)微信')).toEqual(['加我微信', '加微信', '添加我微信', '添加微信']))
  it('finds a phrase where it stands', () => expect(find('亲，不归我们管的', rule('blame.a', ['不归我们管']))).toEqual([['blame.a', '不归我们管']]))
  it('finds a word of letters only where it is whole', () => {
    const insult = rule('en.insult', ['arse', 'wtf'])
    for (const text of ['coarse cloth', 'parse it', 'arsenal', 'mwtf8', 'order 8wtf']) expect(find(text, insult), text).toEqual([])
    for (const text of ['WTF', '亲wtf啊', 'wtf8']) expect(find(text, insult), text).toHaveLength(1)
  })
  it('finds alternatives and gaps', () => {
    expect(find('麻烦添加我微信', rule('lure.a', ['(加|添加)(我|)微信']))).toEqual([['lure.a', '添加我微信']])
    expect(find('好评截图返现', rule('review.a', ['好评‥返']))).toEqual([['review.a', '好评截图返']])
    expect(find('好评以后截图再返', rule('review.a', ['好评‥返']))).toEqual([])
  })
  it('does not reach over the end of a sentence', () => expect(find('好评。返', rule('review.a', ['好评‥返']))).toEqual([]))
  it('leaves excepted words alone', () => expect(find('不客气', rule('refusal.a', ['不'], { except: ['不客气'] }))).toEqual([]))
  it('sees through width and case', () => expect(find('加ＶＸ', rule('lure.a', ['加vx']))).toEqual([['lure.a', '加ＶＸ']]))
  it('takes only rules it can judge by words alone', () => {
    for (const more of [{ where: 'sentence_start' }, { mood: 'statement' }, { measure: 'length' }, { even_negated: false }, { unless: ['好'] }, { when_buyer: ['吗'] }, { colour: 'green' }, { emotion_min: 2 }, { hour_from: 22, hour_to: 6 }] as Partial<Rule>[]) {
      expect(find('不归我们管', rule('blame.a', ['不归我们管'], more))).toEqual([])
    }
  })
  it('looks at a thousand characters in a few milliseconds', () => {
    const rules = Array.from({ length: 300 }, (_, i) => rule(`a.${i}`, [`第${i}(条|款|项)‥禁语`, `词${i}`]))
    const pack = ready({ version: '1', lead_ins: [], negators: [], facts: [], rules })
    const text = '这是一段没有问题的回复，请您放心。第七天发货，'.repeat(45)
    looked(pack, text, () => '')
    // The best of many: a busy machine slows some runs, a slow rule slows all.
    const times = Array.from({ length: 40 }, () => {
      const before = performance.now()
      looked(pack, text, () => '')
      return performance.now() - before
    })
    expect(Math.min(...times)).toBeLessThan(4)
  })
})
