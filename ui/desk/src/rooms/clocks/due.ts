// Which limit a waiting buyer runs into next: the rule of src/clocks/pack.hpp, drawn every second.
import { shallowRef } from 'vue'
import { call } from '../../kit/api'
import type { ClockLimit, Clocks, Conversation } from '../../kit/api.gen'
import type { Micros } from '../../kit/time'
import { nameOf } from './named'

const SECOND = 1e6
const MINUTE = 60 * SECOND
const DAY = 1440

export interface Limits {
  limits: readonly ClockLimit[]
  offset_minutes: number
  /** After so many seconds the house itself has answered; nothing: it does not. */
  greets_after_s?: number
}
export type Stage = 'unanswered' | 'late' | 'broken'
export type Heat = 'calm' | 'amber' | 'red'
export interface Due {
  name: string
  asked: Micros
  breaks: Micros
  /** How much of the limit is used up, at most 1. */
  share: number
  stage: Stage
  heat: Heat
}

/** The three minutes of the manuals, until the shop's own limits are known. */
export const usual: Limits = {
  offset_minutes: 480,
  limits: [{ id: 'usual', name: '', name_en: '', measure: 'round', who: 'humans', limit_s: 180, warn_s: 100, from: 0, to: DAY, target: 9800 }],
}
export const in_force = shallowRef<Limits>(usual)

export function limitsOf({ limits, offset_minutes, settings }: Clocks): Limits {
  return { limits, offset_minutes, ...(settings.greets ? { greets_after_s: settings.greet_after_s } : {}) }
}
let fresh_until = 0
/** Once an hour, because packs begin and end with days and colleagues change them; at once with `clocks`. */
export async function learnLimits(clocks?: Clocks) {
  if (!clocks && Date.now() < fresh_until) return
  fresh_until = Date.now() + 60_000   // what cannot be had is asked for again after a minute
  try {
    in_force.value = limitsOf(clocks ?? await call('GET /clocks'))
    fresh_until = Date.now() + 3_600_000
  } catch { /* the usual limits go on */ }
}

type Waits = Pick<Conversation, 'waiting_since' | 'first_answered_at'>

function countsFor(limit: ClockLimit, one: Waits, { offset_minutes, greets_after_s }: Limits): boolean {
  const minute = (Math.floor((one.waiting_since ?? 0) / MINUTE) + offset_minutes) % DAY
  if (minute < limit.from || minute >= limit.to) return false
  if (limit.measure === 'first_answer' && one.first_answered_at) return false
  // The house answers in time where anybody may.
  return limit.who === 'humans' || greets_after_s === undefined || greets_after_s > limit.limit_s
}

/** The limit that breaks next, or the last when all are broken. Nothing: nobody waits, or none counts at this hour. */
export function dueOf(one: Waits, now: Micros, all: Limits = in_force.value): Due | undefined {
  const asked = one.waiting_since
  if (!asked) return undefined
  const mine = all.limits.filter((limit) => countsFor(limit, one, all)).sort((a, b) => a.limit_s - b.limit_s)
  const waited = Math.max(0, now - asked)
  const next = mine.find((limit) => waited < limit.limit_s * SECOND) ?? mine.at(-1)
  if (!next) return undefined
  const share = Math.min(1, waited / (next.limit_s * SECOND))
  // A limit that is broken already keeps it warm while the next one runs.
  const is_hurt = next !== mine[0]
  const heat: Heat = share >= 2 / 3 ? 'red' : share >= 1 / 3 || is_hurt ? 'amber' : 'calm'
  const stage: Stage = share >= 1 ? 'broken' : waited >= next.warn_s * SECOND || is_hurt ? 'late' : 'unanswered'
  return { name: nameOf(next), asked, breaks: asked + next.limit_s * SECOND, share, stage, heat }
}
