import { roomTexts } from '../../kit/texts'
import chinese from './texts.zh.json'

export const t = roomTexts(chinese, () => import('./texts.en.json'))
type Word = keyof typeof chinese

const stems = {
  state: (name: string) => `state_${name}`, reason: (name: string) => `reason_${name}`, event: (name: string) => `event_${name}`, opener: (name: string) => `opener_${name}`,
  awaited: (name: string) => `awaited_${name}`, channel: (name: string) => `channel_${name}`, outcome: (name: string) => `outcome_${name}`, news: (name: string) => `news_${name}`,
  actor: (name: string) => `actor_${name}`,
}

/** The word for a member of a list that the server names: a state, a reason, an event. */
export function named(list: keyof typeof stems, name: string): string {
  const key = stems[list](name)
  return key in chinese ? t(key as Word) : name
}
