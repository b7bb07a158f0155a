// Local dates as the server writes them, "2026-11-23". No zone: a date is counted, never shifted.
import type { Period } from '../../kit/api.gen'

const DAY_MS = 86_400_000
const at = (date: string) => Date.parse(`${date}T00:00:00Z`)

export const plus = (date: string, days: number) => new Date(at(date) + days * DAY_MS).toISOString().slice(0, 10)
/** Monday 0 … Sunday 6. */
export const weekday = (date: string) => (new Date(at(date)).getUTCDay() + 6) % 7
export const monday = (date: string) => plus(date, -weekday(date))
export const daysFrom = (date: string, count: number) => Array.from({ length: count }, (_, i) => plus(date, i))

export const weekdayName = (date: string, language: string) =>
  new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' }).format(at(date))
/** 11-23 */
export const short = (date: string) => date.slice(5)

const two = (n: number) => String(n).padStart(2, '0')
export const hour = (minute: number) => `${Math.floor(minute / 60)}:${two(minute % 60)}`
export const hours = (periods: Period[]) => periods.map((one) => `${hour(one.from)}–${hour(one.to)}`).join(' ')
/** "09:30" as minutes since midnight. */
export function minuteOf(text: string): number | undefined {
  const found = /^(\d{2}):(\d{2})/.exec(text)
  return found ? Number(found[1]) * 60 + Number(found[2]) : undefined
}
