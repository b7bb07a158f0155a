import type { TracingBrief } from '../../kit/api.gen'
import { t } from './texts'

export type Urgency = 'late' | 'soon' | 'calm' | 'none'
const HOUR = 3600e6

export function inWords(micros: number): string {
  const minutes = Math.floor(micros / 60e6)
  const hours = Math.floor(minutes / 60)
  if (hours >= 48) return t('days_left', { d: Math.floor(hours / 24), h: hours % 24 })
  return hours > 0 ? t('hours_left', { h: hours, m: minutes % 60 }) : t('minutes_left', { m: minutes })
}

/** How long a tracing still has, and how urgent that is. An hour is soon; a missed deadline is the lead's. */
export function timeLeft(of: Pick<TracingBrief, 'calls_lead' | 'deadline_at' | 'over_at'>, now: number): { words: string; urgency: Urgency } {
  if (of.over_at) return { words: t('no_clock'), urgency: 'none' }
  if (of.calls_lead) return { words: t('called'), urgency: 'late' }
  if (!of.deadline_at) return { words: t('no_clock'), urgency: 'none' }
  const left = of.deadline_at - now
  if (left < 0) return { words: t('late_by', { time: inWords(-left) }), urgency: 'late' }
  return { words: inWords(left), urgency: left < HOUR ? 'soon' : 'calm' }
}

const tones = { unanswered: 'red', lost: 'red', damaged: 'red', open: 'amber', asked: 'brand', answered: 'brand', appealed: 'violet', moving: 'green', delivered: 'green' } as const
export const toneOf = (state: string) => tones[state as keyof typeof tones] ?? 'plain'
