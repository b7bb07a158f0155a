import { computed, reactive, watch } from 'vue'
import type { Policy } from '../../../kit/api.gen'
import { unitsOf } from '../../../kit/money'

const AMOUNTS = ['agent_limit', 'second_above', 'waive_below', 'delay_limit'] as const
const NUMBERS = ['window_days', 'extra_days', 'delay_percent', 'link_hours'] as const
export type AmountField = (typeof AMOUNTS)[number]
const typedAmount = (minor: number) => (minor % 100 ? (minor / 100).toFixed(2) : String(minor / 100))

/** A policy as it is typed: amounts in yuan. `policy` is what it says, nothing while an amount is no amount. */
export function useDraft(live: () => Policy | undefined) {
  const typed = reactive({ agent_limit: '', second_above: '', waive_below: '', delay_limit: '' })
  const rest = reactive({
    window_days: 15, extra_days: 0, delay_percent: 5, link_hours: 72, design: 'pro_rata' as Policy['design'], freight_always: false,
    clocks: [] as Policy['clocks'], pay_by: [] as Policy['pay_by'],
  })
  function reset() {
    const now = live()
    if (!now) return
    for (const one of AMOUNTS) typed[one] = typedAmount(now[one])
    for (const one of NUMBERS) rest[one] = now[one]
    Object.assign(rest, { design: now.design, freight_always: now.freight_always, clocks: now.clocks.map((one) => ({ ...one })), pay_by: now.pay_by.map((one) => ({ ...one })) })
  }
  watch(live, reset, { immediate: true })

  const wrong = computed(() => new Set<AmountField>(AMOUNTS.filter((one) => unitsOf(typed[one]) === undefined)))
  const policy = computed<Policy | undefined>(() => {
    if (wrong.value.size > 0) return undefined
    const amounts = Object.fromEntries(AMOUNTS.map((one) => [one, unitsOf(typed[one]) ?? 0])) as Record<AmountField, number>
    const numbers = Object.fromEntries(NUMBERS.map((one) => [one, Number(rest[one]) || 0])) as Record<(typeof NUMBERS)[number], number>
    return { ...amounts, ...numbers, design: rest.design, freight_always: rest.freight_always,
      clocks: rest.clocks.map((one) => ({ ...one, amount: Number(one.amount) || 0 })), pay_by: rest.pay_by.filter((one) => one.source.trim()).map((one) => ({ ...one, source: one.source.trim() })) }
  })
  const sorted = (of: Policy) => JSON.stringify(of, [...Object.keys(of).sort(), 'state', 'amount', 'unit', 'source', 'adapter'])
  const is_changed = computed(() => { const now = live(); return Boolean(now && policy.value && sorted(now) !== sorted(policy.value)) })
  return { typed, rest, wrong, policy, is_changed, reset }
}
