import { ref, shallowRef, watch } from 'vue'
import { call } from '../../kit/api'
import type { CarrierTotal, Claim, ClaimEvent } from '../../kit/api.gen'
import { useList } from '../../kit/lists'
import { useEvent, useResumed } from '../../kit/live'
import { toast } from '../../kit/toast'
import { said } from '../../kit/words'

export type ClaimView = 'open' | 'over'
export interface ClaimSaid { amount?: number; note?: string; reference?: string }

/** Claims, soonest deadline first, and what came of them by carrier. */
export function useClaims(view: () => ClaimView) {
  const totals = shallowRef<CarrierTotal[]>([])
  const list = useList(view, (_after, signal) => call('GET /claims', { view: view() }, undefined, signal))
  async function count() {
    totals.value = (await call('GET /claims/totals').catch(() => ({ items: totals.value }))).items
  }
  useEvent('claim_changed', () => { void list.reload(); void count() })
  watch(view, count, { immediate: true })
  useResumed(() => { void list.reload(); void count() })
  return { ...list, totals }
}

/** One claim. */
export function useClaim(id: () => string) {
  const seen = shallowRef<Claim>()
  const busy = ref(false)
  const is_broken = ref(false)
  async function act(ask: () => Promise<Claim>): Promise<boolean> {
    busy.value = true
    try {
      seen.value = await ask()
      is_broken.value = false
      return true
    } catch (why) {
      toast(said(why), 'bad')
      is_broken.value = !seen.value
      return false
    } finally {
      busy.value = false
    }
  }
  const load = () => act(() => call('GET /claims/{id}', { id: id() }))
  const step = (event: ClaimEvent, more: ClaimSaid = {}) => act(() => call('POST /claims/{id}/steps', { id: id() }, { event, version: seen.value?.brief.version, ...more }))
  const mark = (key: string, done: boolean, note: string) => act(() => call('PUT /claims/{id}/piece', { id: id() }, { key, done, note }))
  watch(id, () => { seen.value = undefined; void load() }, { immediate: true })
  useEvent('claim_changed', (got) => { if (got.id === id() && got.version > (seen.value?.brief.version ?? 0)) void load() })
  return { seen, busy, is_broken, load, step, mark }
}
