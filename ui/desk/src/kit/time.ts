// Instants on the wire are microseconds UTC. One clock ticks for the whole desk.
import { onScopeDispose, ref, type Ref } from 'vue'
import { locale } from './texts'

export type Micros = number

export const toMicros = (ms: number): Micros => ms * 1000
export const now = (): Micros => toMicros(Date.now())

const tick = ref(now())
let watchers = 0
let timer = 0

/** The present, refreshed once a second while anybody looks. */
export function useNow(): Ref<Micros> {
  if (watchers++ === 0) {
    tick.value = now()
    timer = window.setInterval(() => { tick.value = now() }, 1000)
  }
  onScopeDispose(() => {
    if (--watchers === 0) window.clearInterval(timer)
  })
  return tick
}

const two = (n: number) => String(n).padStart(2, '0')

/** 2:41, 1:02:03. Never below zero, so a skewed clock shows 0:00 and not nonsense. */
export function lasted(micros: Micros): string {
  const seconds = Math.max(0, Math.floor(micros / 1e6))
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`
}

export function clock(at: Micros): string {
  const date = new Date(at / 1000)
  return `${two(date.getHours())}:${two(date.getMinutes())}`
}

export function isSameDay(a: Micros, b: Micros): boolean {
  return new Date(a / 1000).toDateString() === new Date(b / 1000).toDateString()
}

const dayOf = (at: Micros) => {
  const date = new Date(at / 1000)
  return `${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** 10:42 today, 11-19 10:42 before, 2025-11-19 in another year. */
export function short(at: Micros, present: Micros = now()): string {
  if (isSameDay(at, present)) return clock(at)
  const year = new Date(at / 1000).getFullYear()
  if (year !== new Date(present / 1000).getFullYear()) return `${year}-${dayOf(at)}`
  return `${dayOf(at)} ${clock(at)}`
}

/** The whole instant, for tooltips. */
export function whole(at: Micros): string {
  return new Intl.DateTimeFormat(locale.value, {
    year: 'numeric', month: '2-digit', day: '2-digit',
    hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23',
  }).format(at / 1000)
}

/** The name of a day, for the separators of a conversation. */
export function dayName(at: Micros, present: Micros, words: { today: string; yesterday: string }) {
  if (isSameDay(at, present)) return words.today
  if (isSameDay(at, present - toMicros(86_400_000))) return words.yesterday
  const year = new Date(at / 1000).getFullYear() !== new Date(present / 1000).getFullYear()
  return new Intl.DateTimeFormat(locale.value, {
    month: 'long', day: 'numeric', weekday: 'short', ...(year ? { year: 'numeric' } : {}),
  }).format(at / 1000)
}
