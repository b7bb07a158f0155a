import { roomTexts } from '../../kit/texts'
import chinese from './texts.zh.json'

export const t = roomTexts(chinese, () => import('./texts.en.json'))
type Word = keyof typeof chinese

const stems = {
  state: (name: string) => `state_${name}`, platform: (name: string) => `platform_${name}`, event: (name: string) => `event_${name}`, do: (name: string) => `do_${name}`,
  awaited: (name: string) => `awaited_${name}`, kind: (name: string) => `kind_${name}`, side: (name: string) => `side_${name}`, reason: (name: string) => `reason_${name}`,
  verdict: (name: string) => `verdict_${name}`,
}

/** The word for a member of a list that the server names: a state, a platform, an event. */
export function named(list: keyof typeof stems, name: string): string {
  const key = stems[list](name)
  return key in chinese ? t(key as Word) : name
}
