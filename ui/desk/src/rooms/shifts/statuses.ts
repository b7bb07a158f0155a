// A day of statuses as it is drawn: stretches of one status, cut to the day and to the present.
import type { Period, StatusTime } from '../../kit/api.gen'

export interface Stretch { status: StatusTime['status']; reason: string; from: number; to: number }

/** The entries of one person, in order; what began before the day begins with it. */
export function stretches(items: StatusTime[], from: number, to: number, now: number): Stretch[] {
  const end = Math.min(to, Math.max(now, from))
  return items.flatMap((one, index) => {
    const begins = Math.max(one.since, from)
    const ends = Math.min(items[index + 1]?.since ?? end, end)
    return ends > begins ? [{ status: one.status, reason: one.reason, from: begins, to: ends }] : []
  })
}

/** How long each status lasted, in microseconds. */
export function totals(some: Stretch[]): Record<StatusTime['status'], number> {
  const out = { online: 0, busy: 0, rest: 0, offline: 0 }
  for (const one of some) out[one.status] += one.to - one.from
  return out
}

const minute = 60e6
/** Minutes since the day began, as the bar counts them. */
export const placed = (one: Stretch, from: number) => ({ x: (one.from - from) / minute, width: (one.to - one.from) / minute })
export const placedPeriod = (one: Period) => ({ x: one.from, width: one.to - one.from })

/** 7 h 05 min, 12 min; nothing below a minute. */
export function span(micros: number, words: { h: string; min: string }): string {
  const minutes = Math.floor(micros / minute)
  if (minutes < 60) return `${minutes} ${words.min}`
  return `${Math.floor(minutes / 60)} ${words.h} ${String(minutes % 60).padStart(2, '0')} ${words.min}`
}
