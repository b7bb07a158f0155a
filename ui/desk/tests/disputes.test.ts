import { describe, expect, it } from 'vitest'
import { inWords, rateOf, timeLeft, toneOf } from '../src/rooms/disputes/left'

const HOUR = 3600e6
const now = 1_798_000_000_000_000

describe('the time that a dispute has left', () => {
  const of = (deadline_at: number | null, more = {}) => ({ calls_lead: false, is_warned: false, over_at: null, deadline_at, ...more })
  it('is late when it was missed, soon when the server warned, calm before, and none when it is over', () => {
    expect(timeLeft(of(now + 9 * HOUR, { calls_lead: true }), now).urgency).toBe('late')
    expect(timeLeft(of(now - HOUR), now)).toEqual({ words: '超时 1 小时 0 分', urgency: 'late' })
    expect(timeLeft(of(now + HOUR, { is_warned: true }), now)).toEqual({ words: '1 小时 0 分', urgency: 'soon' })
    expect(timeLeft(of(now + HOUR), now).urgency).toBe('calm')
    expect(timeLeft(of(now, { over_at: now }), now).urgency).toBe('none')
    expect(timeLeft(of(null), now).urgency).toBe('none')
  })
  it('is said in days, hours or minutes', () => {
    expect(inWords(50 * HOUR)).toBe('2 天 2 小时')
    expect(inWords(HOUR / 2)).toBe('30 分钟')
  })
})

describe('the rate of the month', () => {
  it('is disputed by valid orders, and nothing without orders', () => {
    expect(rateOf(1, 800)).toBe('0.13%')
    expect(rateOf(5, 19)).toBe('26.32%')
    expect(rateOf(2, 0)).toBe('—')
  })
})

describe('the colour of a state', () => {
  it('is plain when nothing hangs on it', () => {
    expect(toneOf('closed')).toBe('plain')
    expect(toneOf('more_wanted')).toBe('amber')
  })
})
