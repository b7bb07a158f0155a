import { shallowRef, watch } from 'vue'
import { call, uploadClaimFile } from '../../kit/api'
import type { CarrierTotal, ClaimEvent } from '../../kit/api.gen'
import { useList } from '../../kit/lists'
import { useEvent, useResumed } from '../../kit/live'
import { useOne } from '../../kit/one'

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
  const { seen, state, refusal, busy, load, act } = useOne(id, (wanted) => call('GET /claims/{id}', { id: wanted }))
  const step = (event: ClaimEvent, more: ClaimSaid = {}) => act(() => call('POST /claims/{id}/steps', { id: id() }, { event, version: seen.value?.brief.version, ...more }))
  const mark = (key: string, done: boolean, note: string) => act(() => call('PUT /claims/{id}/piece', { id: id() }, { key, done, note }))
  const add = async (key: string, files: File[]) => {
    for (const file of files) if (!await act(() => uploadClaimFile(id(), key, file))) return
  }
  const drop = (file: string) => act(() => call('DELETE /claims/{id}/files/{file}', { id: id(), file }))
  useEvent('claim_changed', (got) => { if (got.id === id() && got.version > (seen.value?.brief.version ?? 0)) void load() })
  return { seen, state, refusal, busy, load, step, mark, add, drop }
}
