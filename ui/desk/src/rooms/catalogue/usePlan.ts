import { computed, ref, shallowRef, watch } from 'vue'
import { call, Refusal } from '../../kit/api'
import { unitsOf } from '../../kit/money'
import type { PlanView, Product, Variant } from '../../kit/api.gen'

export interface Wanted { variant: Variant; title: string; quantity: number }

/** A basket and the best plan for it, asked anew whenever the basket changes. */
export function usePlan() {
  const lines = ref<Wanted[]>([])
  const member_level = ref(0)
  /** As typed; empty: what the shop set. */
  const freight = ref('')
  const plan = shallowRef<PlanView>()
  const refusal = shallowRef<Refusal>()
  const is_busy = ref(false)
  let asked = 0

  function add(product: Product, variant: Variant) {
    const known = lines.value.find((one) => one.variant.id === variant.id)
    if (known) known.quantity += 1
    else lines.value.push({ variant, title: variant.title ? `${product.title} · ${variant.title}` : product.title, quantity: 1 })
  }
  const remove = (variant: string) => { lines.value = lines.value.filter((one) => one.variant.id !== variant) }
  const clear = () => { lines.value = [] }

  async function ask() {
    const mine = ++asked
    plan.value = undefined
    refusal.value = undefined
    if (lines.value.length === 0) return
    is_busy.value = true
    const typed = unitsOf(freight.value, lines.value[0]?.variant.currency)
    try {
      const got = await call('POST /purchase_plans', {}, {
        lines: lines.value.map((one) => ({ variant: one.variant.id, quantity: Math.min(99, Math.max(1, Math.round(Number(one.quantity)) || 1)) })),
        ...(member_level.value > 0 ? { member_level: member_level.value } : {}),
        ...(typed === undefined ? {} : { freight: typed }),
      })
      if (mine === asked) plan.value = got
    } catch (why) {
      if (mine === asked) refusal.value = why instanceof Refusal ? why : new Refusal(0, 'unavailable', 'unavailable')
    } finally {
      if (mine === asked) is_busy.value = false
    }
  }
  watch([lines, member_level, freight], () => void ask(), { deep: true })
  return { lines, member_level, freight, plan, refusal, is_busy, add, remove, clear, ask, is_empty: computed(() => lines.value.length === 0) }
}
