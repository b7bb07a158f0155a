// What a group takes or somebody is good at: facts of a conversation, "word:退款".
import { t } from './texts'

export const kinds = ['word', 'intent', 'order', 'page', 'tag', 'language', 'platform'] as const
export type Kind = (typeof kinds)[number]

/** What the house itself can tell has names to choose from; the rest is in the shop's own words. */
const intents = [
  'human', 'complaint', 'refund_progress', 'price_protection', 'refund', 'exchange', 'return', 'missing_item', 'wrong_item', 'damaged_item', 'quality', 'warranty',
  'invoice', 'cancel_order', 'modify_address', 'modify_item', 'not_received', 'intercept', 'stuck', 'urge_ship', 'logistics', 'freight', 'payment', 'coupon',
  'price', 'stock', 'size', 'usage', 'authentic', 'wholesale',
] as const
const orders = ['unpaid', 'paid', 'part_shipped', 'shipped', 'delivered', 'done', 'canceled', 'refunded', 'late', 'stuck'] as const

export const choicesOf = (kind: Kind): { value: string; label: string }[] => {
  if (kind === 'intent') return intents.map((value) => ({ value, label: t(`intent_${value}`) }))
  if (kind === 'order') return orders.map((value) => ({ value, label: t(`order_${value}`) }))
  return []
}

export const factText = (fact: string) => {
  const at = fact.indexOf(':')
  const kind = kinds.find((one) => one === fact.slice(0, at))
  const value = fact.slice(at + 1)
  if (!kind) return fact
  return `${t(`kind_${kind}`)} ${choicesOf(kind).find((one) => one.value === value)?.label ?? value}`
}
