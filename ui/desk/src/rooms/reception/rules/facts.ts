// What a group takes or somebody is good at: facts of a conversation, "word:退款".
import { t } from './texts'

export const kinds = ['word', 'page', 'tag', 'language', 'order', 'platform', 'intent'] as const
export type Kind = (typeof kinds)[number]

export const factText = (fact: string) => {
  const at = fact.indexOf(':')
  const kind = kinds.find((one) => one === fact.slice(0, at))
  return kind ? `${t(`kind_${kind}`)} ${fact.slice(at + 1)}` : fact
}
