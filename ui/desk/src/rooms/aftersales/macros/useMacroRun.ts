import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { call, Refusal } from '../../../kit/api'
import type { Answer } from '../../../kit/api'
import type { Macro, Order } from '../../../kit/api.gen'
import { now, toMicros } from '../../../kit/time'
import { said } from '../../../kit/words'

/** The gate's three seconds, and a little for clocks that differ. */
const HOLD_MS = 3200

/** Choosing a macro, seeing what it will do, and running it once. */
export function useMacroRun(conversation: () => { id: string; contact: string }, open: () => boolean) {
  const macros = shallowRef<Macro[]>()
  const orders = shallowRef<Order[]>([])
  const chosen = ref('')
  const order = ref('')
  const preview = shallowRef<Answer<'GET /macros/{id}/preview'>>()
  const refusal = ref('')
  const is_looking = ref(false)
  const is_busy = ref(false)
  const held_until = ref<number>()
  const typed = ref('')
  let key = ''
  let asked = 0
  let timer = 0

  const found = computed(() => {
    const words = typed.value.trim().toLowerCase()
    return (macros.value ?? []).filter((one) => !words || one.name.toLowerCase().includes(words) || one.script.toLowerCase().includes(words))
  })
  const can_run = computed(() => Boolean(preview.value && preview.value.missing.length === 0 && preview.value.verdict.colour !== 'red' && held_until.value === undefined && !is_looking.value))

  async function begin() {
    key = crypto.randomUUID()
    macros.value = undefined
    preview.value = undefined
    refusal.value = ''
    typed.value = ''
    order.value = ''
    try {
      const [all, bought] = await Promise.all([call('GET /macros'), call('GET /contacts/{id}/orders', { id: conversation().contact })])
      macros.value = all.items
      orders.value = bought.items
      chosen.value = all.items[0]?.id ?? ''
    } catch (why) {
      refusal.value = said(why)
    }
  }
  async function look() {
    const mine = ++asked
    preview.value = undefined
    refusal.value = ''
    if (!chosen.value) return
    is_looking.value = true
    try {
      const got = await call('GET /macros/{id}/preview', { id: chosen.value, conversation: conversation().id, ...(order.value ? { order: order.value } : {}) })
      if (mine !== asked) return
      preview.value = got
      if (got.order && !order.value) order.value = got.order
    } catch (why) {
      if (mine === asked) refusal.value = said(why)
    } finally {
      if (mine === asked) is_looking.value = false
    }
  }
  function stop() {
    window.clearTimeout(timer)
    held_until.value = undefined
    key = crypto.randomUUID()
  }
  /** True when it ran; a yellow light is waited for. */
  async function run(held = false): Promise<Answer<'POST /macros/{id}/runs'> | undefined> {
    const seen = preview.value
    if (!seen || is_busy.value) return undefined
    is_busy.value = true
    held_until.value = undefined
    refusal.value = ''
    const mine = key
    try {
      return await call('POST /macros/{id}/runs', { id: chosen.value }, {
        client_key: mine, conversation: conversation().id, version: seen.version, held,
        ...(seen.order ? { order: seen.order, line: seen.line, amount: seen.amount } : {}),
      })
    } catch (why) {
      if (!(why instanceof Refusal) || why.reason !== 'hold') {
        refusal.value = said(why)
        if (why instanceof Refusal && !why.is_passing) key = crypto.randomUUID()
        return undefined
      }
    } finally {
      is_busy.value = false
    }
    held_until.value = now() + toMicros(HOLD_MS)
    const waited = await new Promise<boolean>((resolve) => { timer = window.setTimeout(() => resolve(true), HOLD_MS) })
    return waited && open() && key === mine ? run(true) : undefined
  }
  watch(open, (is) => { if (is) void begin(); else stop() }, { immediate: true })
  watch([chosen, order], ([macro], [had]) => { if (macro !== had || order.value !== preview.value?.order) void look() })
  onScopeDispose(() => window.clearTimeout(timer))
  return { macros, orders, chosen, order, preview, refusal, is_looking, is_busy, held_until, typed, found, can_run, run, stop }
}
