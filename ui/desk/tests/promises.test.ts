// What a promise looks like at a moment, and what may be said of it.
import { describe, expect, it } from 'vitest'
import { bySoonest, clockOf, distance, fieldOf, heatOf, hintOf, isLiving, mayKeep, microsOf, offers, type Vow } from '../src/rooms/promises/promise'
import { viewOf } from '../src/rooms/promises/usePromises'

const HOUR = 3600e6
const noon = new Date(2026, 10, 18, 12, 0).getTime() * 1000
const vow = (more: Partial<Vow> = {}): Vow => ({
  id: 'v', kind: 'reply', state: 'open', owner: 'ben', owner_name: 'Ben', said_by: 'ben', conversation: 'c', contact_name: '', order: null, order_number: '', seq: 3, words: '今天18:00前回复',
  made_at: noon, due_at: noon + 4 * HOUR, warn_at: noon + 3.5 * HOUR, warned_at: null, done_seen_at: null, broken_at: null, closed_at: null, closed_by_name: '', note: '', version: 2, ...more,
})

describe('a promise', () => {
  it('turns amber when it is warned of and red when it is late', () => {
    expect(heatOf(vow(), noon)).toBe('calm')
    expect(heatOf(vow(), noon + 3.6 * HOUR)).toBe('amber')
    expect(heatOf(vow({ warned_at: noon }), noon + HOUR)).toBe('amber')
    expect(heatOf(vow(), noon + 4 * HOUR)).toBe('red')
    expect(heatOf(vow({ state: 'broken' }), noon + 5 * HOUR)).toBe('red')
    expect(heatOf(vow({ state: 'broken', closed_at: noon }), noon + 5 * HOUR)).toBe('calm')
    expect(heatOf(vow({ state: 'suggested', due_at: null }), noon)).toBe('calm')
  })

  it('tells how long is left, how late it is, or that no time was said', () => {
    expect(clockOf(vow(), noon)).toContain('4:00:00')
    expect(clockOf(vow(), noon + 5 * HOUR)).toContain('1:00:00')
    expect(clockOf(vow({ due_at: null }), noon)).toBe('没有说时间')
    expect(clockOf(vow({ closed_at: noon, state: 'kept' }), noon)).toBe('')
    expect(distance(50 * HOUR)).toBe('2d 2h')
  })

  it('shows what speaks for it, and lets a late one be kept only when it had been done in time', () => {
    expect(hintOf(vow(), noon)).toBe('')
    expect(hintOf(vow({ done_seen_at: noon + HOUR }), noon + 2 * HOUR)).toContain('13:00')
    expect(hintOf(vow({ state: 'suggested', done_seen_at: noon + HOUR }), noon)).toBe('')
    expect(mayKeep(vow(), noon)).toBe(true)
    expect(mayKeep(vow({ state: 'broken' }), noon + 5 * HOUR)).toBe(false)
    expect(mayKeep(vow({ state: 'broken', done_seen_at: noon + HOUR }), noon + 5 * HOUR)).toBe(true)
    expect(mayKeep(vow({ state: 'broken', done_seen_at: noon + 5 * HOUR }), noon + 5 * HOUR)).toBe(false)
    expect(mayKeep(vow({ state: 'suggested' }), noon)).toBe(false)
  })

  it('stands in the view it belongs to', () => {
    expect(viewOf(vow())).toBe('due')
    expect(viewOf(vow({ state: 'broken' }))).toBe('overdue')
    expect(viewOf(vow({ state: 'broken', closed_at: noon }))).toBe('over')
    expect(viewOf(vow({ state: 'dismissed', closed_at: noon }))).toBeUndefined()
    expect(isLiving(vow({ state: 'lapsed', closed_at: noon }))).toBe(false)
  })

  it('sorts what has no time first, then the soonest', () => {
    const all = [vow({ id: 'b', due_at: noon + 2 }), vow({ id: 'a', due_at: noon + 1 }), vow({ id: 'x', due_at: null }), vow({ id: 'z', closed_at: noon })]
    expect(all.sort(bySoonest).map((one) => one.id)).toEqual(['x', 'a', 'b', 'z'])
  })

  it('offers times that lie ahead, and a field gives back what it was given', () => {
    expect(offers(noon).map((one) => one.at).every((at) => at > noon)).toBe(true)
    expect(offers(noon + 7 * HOUR)).toHaveLength(offers(noon).length - 1)
    expect(microsOf(fieldOf(noon))).toBe(noon)
  })
})
