// What a promise looks like at a moment: how hot, how long left, what can be done.
import type { Promise as Kept } from '../../kit/api.gen'
import { lasted, short, toMicros, type Micros } from '../../kit/time'
import { t } from './texts'

export type Vow = Kept
export type Heat = 'calm' | 'amber' | 'red'

export const isLiving = (one: Vow) => !one.closed_at && (one.state === 'suggested' || one.state === 'open' || one.state === 'broken')

export function heatOf(one: Vow, now: Micros): Heat {
  if (one.state === 'broken' && !one.closed_at) return 'red'
  if (one.state !== 'open' || !one.due_at) return 'calm'
  if (one.due_at <= now) return 'red'
  return one.warned_at || (one.warn_at && one.warn_at <= now) ? 'amber' : 'calm'
}

/** Days and hours for what is far, a running clock for what is near. */
export function distance(micros: Micros): string {
  const days = Math.floor(micros / 86_400e6)
  return days > 0 ? `${days}d ${Math.floor(micros / 3600e6) % 24}h` : lasted(micros)
}

export function clockOf(one: Vow, now: Micros): string {
  if (!one.due_at) return t('no_time')
  if (!isLiving(one)) return ''
  return one.due_at > now ? t('left', { time: distance(one.due_at - now) }) : t('late', { time: distance(now - one.due_at) })
}

/** What speaks for its having been kept; only a person can say that it was. */
export function hintOf(one: Vow, now: Micros): string {
  if (!one.done_seen_at || !isLiving(one) || one.state === 'suggested') return ''
  if (one.state === 'broken' && one.done_seen_at > (one.due_at ?? 0)) return ''
  return t(one.kind === 'reply' ? 'maybe_reply' : 'maybe_ship', { at: short(one.done_seen_at, now) })
}
export const mayKeep = (one: Vow, now: Micros) => one.state === 'open' || (one.state === 'broken' && Boolean(hintOf(one, now)))

/** The value of a datetime-local field, and back. */
export function fieldOf(at: Micros): string {
  const date = new Date(at / 1000)
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}
export const microsOf = (field: string): Micros => toMicros(new Date(field).getTime())

const atHour = (now: Micros, days: number, hour: number): Micros => {
  const date = new Date(now / 1000)
  date.setDate(date.getDate() + days)
  return toMicros(date.setHours(hour, 0, 0, 0))
}
/** Times that are meant most often; those that have passed are left out. */
export function offers(now: Micros): { label: string; at: Micros }[] {
  return [
    { label: t('in_an_hour'), at: now + 3600e6 },
    { label: t('in_two_hours'), at: now + 7200e6 },
    { label: t('today_at', { at: '18:00' }), at: atHour(now, 0, 18) },
    { label: t('tomorrow_at', { at: '12:00' }), at: atHour(now, 1, 12) },
    { label: t('tomorrow_at', { at: '18:00' }), at: atHour(now, 1, 18) },
  ].filter((one) => one.at > now)
}

/** Soonest first, what has no time before it: somebody has to say one. */
export const bySoonest = (a: Vow, b: Vow) => Number(Boolean(a.closed_at)) - Number(Boolean(b.closed_at)) || (a.due_at ?? 0) - (b.due_at ?? 0) || a.made_at - b.made_at
