import { describe, expect, it } from 'vitest'
import { bars, clockTime, monthFrom, percent, shareOf } from '../src/rooms/clocks/figures'

describe('shares of answers in time', () => {
  it('are rounded down, so that a target is never shown as reached before it is', () => {
    expect(shareOf(97_999, 100_000)).toBe(9799)
    expect(percent(shareOf(49, 50))).toBe('98')
    expect(percent(shareOf(1, 3))).toBe('33.33')
    expect(shareOf(0, 0)).toBe(0)
  })
  it('are drawn one bar a day, low ones marked', () => {
    const drawn = bars([{ day: '2026-11-01', in_time: 9, all: 10 }, { day: '2026-11-30', in_time: 10, all: 10 }, { day: '2026-11-02', in_time: 0, all: 0 }], 9800)
    expect(drawn.map((one) => [one.x, one.height, one.is_low])).toEqual([[0, 9, true], [29, 10, false]])
  })
})

describe('months', () => {
  it('turn over the year', () => {
    expect(monthFrom('2026-12', 1)).toBe('2027-01')
    expect(monthFrom('2026-01', -1)).toBe('2025-12')
    expect(monthFrom('2026-11', 0)).toBe('2026-11')
  })
  it('have hours that end at midnight', () => expect([clockTime(480), clockTime(1440), clockTime(570)]).toEqual(['08:00', '24:00', '09:30']))
})
