// A rule is named family.name; the family is what people call the fault.
import type { Hit } from '../../kit/api.gen'
import chinese from './texts.zh.json'
import { t } from './texts'

/** What the learner found, learned.FAMILY, is called by the family it found. */
export const isLearned = (rule: string) => rule === 'learned' || rule.startsWith('learned.')
export function familyName(rule: string): string {
  const key = `family_${rule.replace(/^learned\./, '').split('.')[0]}`
  return t(key in chinese ? (key as keyof typeof chinese) : 'family_other')
}

/** A hit in a few words: what is wrong with which words. */
export function hitName(hit: Hit): string {
  const words = hit.words.length > 14 ? `${hit.words.slice(0, 13)}…` : hit.words
  return words ? t('hit', { family: familyName(hit.rule), words }) : familyName(hit.rule)
}
