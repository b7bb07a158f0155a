import { describe, expect, it } from 'vitest'
import { inWords, timeLeft, toneOf } from '../src/rooms/tracing/left'
import { likely } from '../src/rooms/tracing/useParcelTracing'

const HOUR = 3600e6
const now = 1_798_000_000_000_000

describe('what a parcel suffers from', () => {
  it('is guessed from its scans', () => {
    expect(likely({ state: 'delivered', stuck_at: null, eta: null }, now)).toBe('not_received')
    expect(likely({ state: 'in_transit', stuck_at: now - HOUR, eta: now - HOUR }, now)).toBe('silent')
    expect(likely({ state: 'in_transit', stuck_at: null, eta: now - HOUR }, now)).toBe('late')
    expect(likely({ state: 'in_transit', stuck_at: null, eta: now + HOUR }, now)).toBe('silent')
  })
})

describe('the time that is left', () => {
  const of = (deadline_at: number | null, more = {}) => ({ calls_lead: false, over_at: null, deadline_at, ...more })
  it('is a lead\'s as soon as a deadline was missed', () => {
    expect(timeLeft(of(now + 9 * HOUR, { calls_lead: true }), now).urgency).toBe('late')
    expect(timeLeft(of(now - HOUR), now).urgency).toBe('late')
  })
  it('is urgent within an hour, calm before, and none when it is over', () => {
    expect(timeLeft(of(now + HOUR / 2), now).urgency).toBe('soon')
    expect(timeLeft(of(now + 2 * HOUR), now).urgency).toBe('calm')
    expect(timeLeft(of(now, { over_at: now }), now).urgency).toBe('none')
    expect(timeLeft(of(null), now).urgency).toBe('none')
  })
  it('is said in days, hours or minutes', () => {
    expect(inWords(50 * HOUR)).toMatch(/2/)
    expect(inWords(90 * 60e6)).toMatch(/1.*30/)
    expect(toneOf('unanswered')).toBe('red')
    expect(toneOf('settled')).toBe('plain')
  })
})
