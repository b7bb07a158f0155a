import { ref, shallowRef, watch } from 'vue'
import { call, Refusal } from '../../kit/api'
import type { ProductDetail, PromotionView } from '../../kit/api.gen'
import { on } from '../../kit/live'

/** Everything about one product, refreshed when its stock moves. */
export function useProduct(id: () => string | undefined) {
  const detail = shallowRef<ProductDetail>()
  const promotions = shallowRef<PromotionView[]>([])
  const state = ref<'loading' | 'ready' | 'refused' | 'broken'>('loading')

  async function load(is_quiet = false) {
    const wanted = id()
    if (!wanted) return
    if (!is_quiet) state.value = 'loading'
    try {
      const [got, running] = await Promise.all([call('GET /products/{id}', { id: wanted }), call('GET /products/{id}/promotions', { id: wanted })])
      if (wanted !== id()) return
      detail.value = got
      promotions.value = running.items
      state.value = 'ready'
    } catch (why) {
      if (wanted === id() && !is_quiet) state.value = why instanceof Refusal && why.status === 403 ? 'refused' : 'broken'
    }
  }
  watch(id, () => void load(), { immediate: true })
  on('stock_changed', (change) => { if (change.product === id()) void load(true) })
  return { detail, promotions, state, load }
}
