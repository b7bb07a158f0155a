import { computed, ref, shallowRef, watch } from 'vue'
import { call, Refusal } from '../../kit/api'
import type { Answer } from '../../kit/api'
import type { Case, CaseKind, Conversation, Order, Reason } from '../../kit/api.gen'
import { said } from '../../kit/words'
import { unitsOf } from '../../kit/money'

export const KINDS: CaseKind[] = ['return_refund', 'refund_unshipped', 'refund_unreceived', 'refund_received', 'exchange', 'resend', 'repair', 'partial_refund', 'compensation', 'price_protection']
export const REASONS: Reason[] = ['quality', 'damaged', 'no_reason', 'missing_item', 'wrong_item', 'mismatch', 'size', 'not_received', 'late', 'fake', 'price_drop', 'changed_mind', 'refused_delivery', 'wrong_address', 'other']
const WORKABLE = new Set<Order['state']>(['paid', 'part_shipped', 'shipped', 'delivered', 'done'])
const LOOKED_AT = 6
const BY_AMOUNT = new Set<CaseKind>(['partial_refund', 'compensation', 'price_protection'])

/** Opening a case from a chat: the newest order, what fits its state, and what it would come to. */
export function useOpening(conversation: () => Conversation, open: () => boolean) {
  const orders = shallowRef<Order[]>()
  const order = ref('')
  const kind = ref<CaseKind>('return_refund')
  const reason = ref<Reason>('quality')
  const chosen = ref<Record<string, number>>({})
  const amount = ref('')
  const words = ref('')
  const refusal = ref('')
  const busy = ref(false)
  const quote = shallowRef<Answer<'POST /cases/quote'>>()
  let key = ''

  const current = computed(() => orders.value?.find((one) => one.id === order.value))
  const needs_amount = computed(() => BY_AMOUNT.has(kind.value))
  const ask = computed(() => ({
    client_key: key, order: order.value, kind: kind.value, reason: reason.value, conversation: conversation().id,
    lines: Object.entries(chosen.value).filter(([, quantity]) => quantity > 0).map(([line, quantity]) => ({ line, quantity })),
    ...(needs_amount.value ? { amount: unitsOf(amount.value, current.value?.currency) ?? 0 } : {}),
    ...(words.value.trim() ? { words: words.value.trim() } : {}),
  }))

  /** Of the newest few orders, those that have an open case. */
  async function taken(found: Order[]) {
    const few = found.slice(0, LOOKED_AT)
    const cases = await Promise.all(few.map((one) => call('GET /orders/{id}/cases', { id: one.id })))
    return new Set(few.filter((_, i) => cases[i]?.items.some((had) => !had.over_at)).map((one) => one.id))
  }

  async function begin() {
    key = crypto.randomUUID()
    orders.value = undefined
    refusal.value = ''
    try {
      const found = (await call('GET /contacts/{id}/orders', { id: conversation().contact.id })).items
      const busy_ones = await taken(found)
      orders.value = found
      order.value = (found.find((one) => WORKABLE.has(one.state) && !busy_ones.has(one.id)) ?? found[0])?.id ?? ''
    } catch (why) {
      refusal.value = said(why)
    }
  }
  watch(open, (is) => { if (is) void begin() }, { immediate: true })
  watch(current, (one) => {
    if (!one) return
    const unsent = one.state === 'paid'
    kind.value = unsent ? 'refund_unshipped' : 'return_refund'
    reason.value = unsent ? 'changed_mind' : 'quality'
    chosen.value = Object.fromEntries(one.lines.map((line) => [line.id, unsent || one.lines.length === 1 ? line.quantity - line.returned : 0]))
    const first = one.lines[0]
    if (first && !Object.values(chosen.value).some((quantity) => quantity > 0)) chosen.value[first.id] = first.quantity - first.returned
  })

  let timer = 0
  let asked = 0
  watch(ask, (now) => {
    window.clearTimeout(timer)
    timer = window.setTimeout(async () => {
      const mine = ++asked
      if (!now.order || (needs_amount.value && !now.amount)) return
      try {
        const got = await call('POST /cases/quote', {}, now)
        if (mine !== asked) return
        quote.value = got
        refusal.value = ''
      } catch (why) {
        if (mine !== asked) return
        quote.value = undefined
        refusal.value = why instanceof Refusal && why.is_passing ? '' : said(why)
      }
    }, 200)
  }, { deep: true })

  async function submit(): Promise<Case | undefined> {
    busy.value = true
    try {
      return await call('POST /cases', {}, ask.value)
    } catch (why) {
      refusal.value = said(why)
      return undefined
    } finally {
      busy.value = false
    }
  }
  return { orders, order, current, kind, reason, chosen, amount, words, needs_amount, quote, refusal, busy, submit }
}
