import { ref, watch } from 'vue'
import { call } from '../../kit/api'
import type { TracingCounts } from '../../kit/api.gen'
import { useList } from '../../kit/lists'
import { useEvent, useResumed } from '../../kit/live'

export type View = 'open' | 'mine' | 'called' | 'unassigned' | 'over'

/** The list: whoever needs a lead first, then least time left. */
export function useTracings(view: () => View, query: () => string) {
  const counts = ref<TracingCounts>()
  const list = useList(() => `${view()}|${query()}`, (after, signal) =>
    call('GET /tracings', { view: view(), limit: 100, ...(query() ? { q: query() } : {}), ...(after ? { after } : {}) }, undefined, signal))

  let timer = 0
  function soon() {
    window.clearTimeout(timer)
    timer = window.setTimeout(async () => { counts.value = await call('GET /tracings/counts').catch(() => counts.value) }, 400)
  }
  useEvent('tracing_changed', (got) => {
    if (list.items.value.some((had) => had.id === got.id)) list.items.value = list.items.value.map((had) => (had.id === got.id && got.version >= had.version ? got : had))
    else if (!query()) void list.reload()
    soon()
  })
  watch(view, soon, { immediate: true })
  useResumed(() => { void list.reload(); soon() })
  return { ...list, counts }
}
