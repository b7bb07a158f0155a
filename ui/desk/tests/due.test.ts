import { describe, expect, it } from 'vitest'
import type { ClockLimit } from '../src/kit/api.gen'
import { dueOf, type Limits } from '../src/rooms/clocks/due'

const SECOND = 1e6
const at = (text: string) => Date.parse(text) * 1000
const first: ClockLimit = { id: 'first', name: '30 秒首次响应', name_en: 'First answer in 30 s', measure: 'first_answer', who: 'anybody', limit_s: 30, warn_s: 15, from: 0, to: 1440, target: 9800 }
const round: ClockLimit = { id: 'round', name: '3 分钟轮次', name_en: 'Rounds of 3 min', measure: 'round', who: 'humans', limit_s: 180, warn_s: 100, from: 0, to: 1440, target: 9800 }
const house: Limits = { limits: [round, first], offset_minutes: 480 }
const asked = at('2026-11-23T10:00:00+08:00')
const talk = (answered?: number) => ({ waiting_since: asked, first_answered_at: answered ?? null })
const after = (seconds: number, all: Limits = house, one = talk()) => {
  const due = dueOf(one, asked + seconds * SECOND, all)
  return due && `${due.name} ${due.heat} ${due.stage}`
}

describe('the strictest limit', () => {
  it.each([
    [0, '30 秒首次响应 calm unanswered'], [10, '30 秒首次响应 amber unanswered'], [15, '30 秒首次响应 amber late'],
    [20, '30 秒首次响应 red late'], [29, '30 秒首次响应 red late'],
    [30, '3 分钟轮次 amber late'], [120, '3 分钟轮次 red late'], [180, '3 分钟轮次 red broken'],
  ])('%i s after the question is %s', (seconds, expected) => expect(after(seconds)).toBe(expected))
  it('of a first answer is met once somebody answered', () => expect(after(20, house, talk(asked - 60 * SECOND))).toBe('3 分钟轮次 calm unanswered'))
  it('is met by the house where anybody may answer and it greets in time', () => {
    expect(after(25, { ...house, greets_after_s: 20 })).toBe('3 分钟轮次 calm unanswered')
    expect(after(25, { ...house, greets_after_s: 60 })).toBe('30 秒首次响应 red late')
  })
  it('counts at the hours of its marketplace only', () => {
    const day: Limits = { limits: [{ ...round, from: 480, to: 1380 }], offset_minutes: 480 }
    const one = (text: string) => dueOf({ waiting_since: at(text), first_answered_at: null }, at(text), day)
    expect(one('2026-11-23T08:00:00+08:00')).toBeDefined()
    expect(one('2026-11-23T07:59:59+08:00')).toBeUndefined()
    expect(one('2026-11-23T23:00:00+08:00')).toBeUndefined()
  })
  it('says nothing of who is answered', () => expect(dueOf({ waiting_since: null, first_answered_at: null }, asked, house)).toBeUndefined())
})
