import { ref, watch } from 'vue'
import { call } from '../../kit/api'
import type { CaseCounts } from '../../kit/api.gen'
import { useList } from '../../kit/lists'
import { useEvent, useResumed } from '../../kit/live'

export type View = 'open' | 'mine' | 'overdue' | 'unassigned' | 'over'

/** The board: least time left first. A case that moved is seen at once, in its place after the next look. */
export function useBoard(view: () => View, state: () => string, query: () => string) {
  const counts = ref<CaseCounts>()
  const list = useList(() => `${view()}|${state()}|${query()}`, (after, signal) => call('GET /cases', {
    view: view(), limit: 100, ...(state() ? { state: state() } : {}), ...(query() ? { q: query() } : {}), ...(after ? { after } : {}),
  }, undefined, signal))

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
