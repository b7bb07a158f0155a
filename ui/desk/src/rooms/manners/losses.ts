// The sentence of a lost point. Programs say a word, or the rule that was hit: people read this.
import { t } from './texts'

const words = [
  'first_answer_slow', 'answer_slow', 'answer_very_slow', 'left_unanswered', 'no_greeting', 'no_solution', 'no_thanks',
  'not_asked_if_solved', 'no_empathy', 'said_again', 'no_time_named', 'no_time_or_result', 'cold_tone', 'bare_script', 'little_information',
] as const
const families = [
  'refusal', 'blame', 'insult', 'threat', 'slander', 'lure', 'phishing', 'privacy', 'review', 'claim', 'promise', 'tone', 'vague', 'fact', 'style',
] as const

export function lossText(reason: string): string {
  const word = words.find((one) => one === reason)
  if (word) return t(`loss_${word}`)
  const family = families.find((one) => reason.replace(/^(learned|en)\./, '').startsWith(one))
  return family ? t('loss_rule', { family: t(`family_${family}`) }) : t('loss_other')
}
