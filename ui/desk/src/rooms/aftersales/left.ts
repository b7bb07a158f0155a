import type { CaseBrief } from '../../kit/api.gen'
import { t } from './texts'

export type Urgency = 'late' | 'soon' | 'calm' | 'none'
const HOUR = 3600e6

/** How long a case still has, in words, and how urgent that is. An hour is soon. */
export function timeLeft(of: CaseBrief, now: number): { words: string; urgency: Urgency } {
  if (of.called_lead) return { words: t('called'), urgency: 'late' }
  if (!of.deadline_at || of.over_at) return { words: t('no_clock'), urgency: 'none' }
  const left = of.deadline_at - now
  if (left < 0) return { words: t('late_by', { time: inWords(-left) }), urgency: 'late' }
  return { words: inWords(left), urgency: left < HOUR ? 'soon' : 'calm' }
}

export function inWords(micros: number): string {
  const minutes = Math.floor(micros / 60e6)
  const hours = Math.floor(minutes / 60)
  if (hours >= 48) return t('days_left', { d: Math.floor(hours / 24), h: hours % 24 })
  return hours > 0 ? t('hours_left', { h: hours, m: minutes % 60 }) : t('minutes_left', { m: minutes })
}

export const toneOf = (state: string) =>
  ({ review: 'amber', refunding: 'red', refund_failed: 'red', wait_seller_receive: 'violet', reshipping: 'brand', success: 'green' } as const)[state] ?? 'plain'
