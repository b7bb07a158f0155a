// The script in three parts (三段式话术): which of them a message has already.
import type { Good } from '../../kit/api.gen'

const made_of = {
  opening: ['good.greeting', 'good.identity', 'good.empathy', 'good.apology'],
  solving: ['good.action', 'good.time', 'good.options', 'good.restated', 'good.confirmed'],
  closing: ['good.thanks', 'good.closing', 'good.template'],
} as const
export type PartName = keyof typeof made_of

export function partsOf(good: readonly Good[]): { name: PartName; is_there: boolean }[] {
  const rules = new Set(good.map((one) => one.rule))
  return (Object.keys(made_of) as PartName[]).map((name) => ({ name, is_there: made_of[name].some((one) => rules.has(one)) }))
}
