// How the conversations of an agent are ordered: by the limit that breaks next, who has waited longest first.
import type { Conversation } from '../../kit/api.gen'
import type { Micros } from '../../kit/time'
import { dueOf } from '../clocks'

export type Group = 'broken' | 'late' | 'unanswered' | 'answered'

export const waited = (one: Conversation, now: Micros) => (one.waiting_since ? Math.max(0, now - one.waiting_since) : 0)

export const groupOf = (one: Conversation, now: Micros): Group => (one.waiting_since ? dueOf(one, now)?.stage ?? 'unanswered' : 'answered')

const RANK: Record<Group, number> = { broken: 0, late: 1, unanswered: 2, answered: 3 }
export const is_urgent = (one: Conversation, now: Micros) => RANK[groupOf(one, now)] < 2

export function ordered(all: readonly Conversation[], now: Micros): Conversation[] {
  const breaks = (one: Conversation) => dueOf(one, now)?.breaks ?? Infinity
  return [...all].sort((a, b) => {
    const by_group = RANK[groupOf(a, now)] - RANK[groupOf(b, now)]
    if (by_group !== 0) return by_group
    if (a.waiting_since && b.waiting_since) return breaks(a) - breaks(b) || a.waiting_since - b.waiting_since || (a.id < b.id ? -1 : 1)
    return b.last_at - a.last_at || (a.id < b.id ? -1 : 1)
  })
}

export type ListRow =
  | { type: 'group'; key: string; group: 'late' | 'unanswered' | 'answered'; count: number }
  | { type: 'row'; key: string; id: string }

/** Rows with the heads of the groups that are not empty. `broken` is the top of 即将超时. */
export function grouped(all: readonly Conversation[], now: Micros): ListRow[] {
  const rows: ListRow[] = []
  for (const group of ['late', 'unanswered', 'answered'] as const) {
    const inside = all.filter((one) => {
      const of = groupOf(one, now)
      return of === group || (group === 'late' && of === 'broken')
    })
    if (inside.length === 0) continue
    rows.push({ type: 'group', key: `group-${group}`, group, count: inside.length })
    for (const one of inside) rows.push({ type: 'row', key: one.id, id: one.id })
  }
  return rows
}

/** How many rows would be somewhere else. */
export function moved(shown: readonly ListRow[], wanted: readonly ListRow[]): number {
  const before = shown.filter((row) => row.type === 'row').map((row) => row.key)
  const after = wanted.filter((row) => row.type === 'row').map((row) => row.key)
  const kept = new Set(before)
  const fresh = after.filter((key) => !kept.has(key)).length
  const still = after.filter((key) => kept.has(key))
  const stays = before.filter((key) => new Set(after).has(key))
  return fresh + still.filter((key, i) => stays[i] !== key).length + (before.length - stays.length)
}
