import { ref, watch } from 'vue'
import { call } from '../../kit/api'
import type { CaseCounts, CaseState } from '../../kit/api.gen'
import { useList } from '../../kit/lists'
import { useEvent, useResumed } from '../../kit/live'

export type View = 'open' | 'mine' | 'overdue' | 'unassigned' | 'approve' | 'over'

/** The board: least time left first. A case that moved is seen at once, in its place after the next look. */
export function useBoard(view: () => View, state: () => CaseState | '', query: () => string) {
  const counts = ref<CaseCounts>()
  // Those that wait for an approval are asked for by their refunds.
  const waiting = async (signal: AbortSignal) => ({ items: (await call('GET /refunds/waiting', undefined, undefined, signal)).items.map((one) => one.of), next: null })
  const list = useList(() => `${view()}|${state()}|${query()}`, (after, signal) => {
    const [wanted, only] = [view(), state()]
    if (wanted === 'approve') return waiting(signal)
    return call('GET /cases', { view: wanted, limit: 100, ...(only ? { state: only } : {}), ...(query() ? { q: query() } : {}), ...(after ? { after } : {}) }, undefined, signal)
  })

  let timer = 0
  async function count() {
    counts.value = await call('GET /cases/counts').catch(() => counts.value)
  }
  function soon() {
    window.clearTimeout(timer)
    timer = window.setTimeout(count, 400)
  }
  useEvent('case_changed', (got) => {
    list.items.value = list.items.value.map((had) => (had.id === got.id && got.version >= had.version ? got : had))
    soon()
  })
  watch([view, state], soon, { immediate: true })
  useResumed(() => { void list.reload(); soon() })
  return { ...list, counts }
}
