import { describe, expect, it } from 'vitest'
import { placed, span, stretches, totals } from '../src/rooms/shifts/statuses'

const hour = 3600e6
const one = (status: 'online' | 'busy' | 'rest' | 'offline', since: number, reason = '') => ({ person: 'ben', status, since: since * hour, reason })

describe('a day of statuses', () => {
  const day = [one('offline', -5), one('online', 9), one('rest', 12, 'lunch'), one('online', 13)]

  it('begins with what began before it and ends with the present', () => {
    expect(stretches(day, 0, 24 * hour, 15 * hour)).toEqual([
      { status: 'offline', reason: '', from: 0, to: 9 * hour },
      { status: 'online', reason: '', from: 9 * hour, to: 12 * hour },
      { status: 'rest', reason: 'lunch', from: 12 * hour, to: 13 * hour },
      { status: 'online', reason: '', from: 13 * hour, to: 15 * hour },
    ])
  })
  it('of the past is whole, of tomorrow empty', () => {
    expect(stretches(day, 0, 24 * hour, 40 * hour).at(-1)?.to).toBe(24 * hour)
    expect(stretches(day, 48 * hour, 72 * hour, 40 * hour)).toEqual([])
  })
  it('is summed by status and drawn by the minute', () => {
    const some = stretches(day, 0, 24 * hour, 15 * hour)
    expect(totals(some)).toEqual({ offline: 9 * hour, online: 5 * hour, rest: hour, busy: 0 })
    expect(placed(some[1]!, 0)).toEqual({ x: 540, width: 180 })
    expect(span(5 * hour + 4 * 60e6, { h: 'h', min: 'min' })).toBe('5 h 04 min')
    expect(span(59e6, { h: 'h', min: 'min' })).toBe('0 min')
  })
})
