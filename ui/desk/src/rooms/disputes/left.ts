import type { DisputeBrief } from '../../kit/api.gen'
import { t } from './texts'

export type Urgency = 'late' | 'soon' | 'calm' | 'none'

export function inWords(micros: number): string {
  const minutes = Math.floor(micros / 60e6)
  const hours = Math.floor(minutes / 60)
  if (hours >= 48) return t('days_left', { d: Math.floor(hours / 24), h: hours % 24 })
  return hours > 0 ? t('hours_left', { h: hours, m: minutes % 60 }) : t('minutes_left', { m: minutes })
}

/** How long a dispute still has. Soon is what the server has warned of; late is the lead's when somebody is awaited. */
export function timeLeft(of: Pick<DisputeBrief, 'calls_lead' | 'deadline_at' | 'over_at' | 'is_warned'>, now: number): { words: string; urgency: Urgency } {
  if (of.over_at || !of.deadline_at) return { words: t('no_clock'), urgency: 'none' }
  const left = of.deadline_at - now
  if (of.calls_lead || left < 0) return { words: t('late_by', { time: inWords(Math.max(0, -left)) }), urgency: 'late' }
  return { words: inWords(left), urgency: of.is_warned ? 'soon' : 'calm' }
}

const tones = { filed: 'amber', evidence_wanted: 'amber', more_wanted: 'amber', evidence_filed: 'brand', appealed: 'violet', ruled_buyer: 'red', ruled_shared: 'red', ruled_seller: 'green', settled: 'amber' } as const
export const toneOf = (state: string) => tones[state as keyof typeof tones] ?? 'plain'

/** 平台介入率: disputed orders by valid orders, in per cent; nothing when there was no order. */
export function rateOf(disputed: number, valid: number): string {
  return valid > 0 ? `${(disputed * 100 / valid).toFixed(2)}%` : '—'
}
