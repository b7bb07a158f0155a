// System lines come as facts, `closed|Cleo`, so that every reader gets them in their own language.
import chinese from './texts.zh.json'
import { t } from './texts'

/** The sentence for a fact; words that are no fact we know are shown as they are. */
export function factText(text: string): string {
  const [fact = '', first = '', second = ''] = text.split('|')
  const key = `fact_${fact}`
  return key in chinese ? t(key as keyof typeof chinese, { first, second }) : text
}
