import { roomTexts } from '../../kit/texts'
import chinese from './texts.zh.json'

export const t = roomTexts(chinese, () => import('./texts.en.json'))
type Word = keyof typeof chinese

/** The word for a member of a list that the server names: a state, a kind, a reason, an event. */
export function named(list: 'kind' | 'state' | 'reason' | 'event' | 'actor' | 'action' | 'refund' | 'payer' | 'prover', name: string): string {
  const key = `${list}_${name}`
  return key in chinese ? t(key as Word) : name
}
