import { roomTexts } from '../../kit/texts'
import chinese from './texts.zh.json'

export const t = roomTexts(chinese, () => import('./texts.en.json'))
type Word = keyof typeof chinese

const stems = {
  kind: (name: string) => `kind_${name}`, state: (name: string) => `state_${name}`, reason: (name: string) => `reason_${name}`, event: (name: string) => `event_${name}`,
  actor: (name: string) => `actor_${name}`, action: (name: string) => `action_${name}`, refund: (name: string) => `refund_${name}`, payer: (name: string) => `payer_${name}`,
  prover: (name: string) => `prover_${name}`, adapter: (name: string) => `adapter_${name}`,
}

/** The word for a member of a list that the server names: a state, a kind, a reason, an event. */
export function named(list: keyof typeof stems, name: string): string {
  const key = stems[list](name)
  return key in chinese ? t(key as Word) : name
}
