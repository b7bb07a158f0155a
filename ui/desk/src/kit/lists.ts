// A list that is fetched page by page, with the four states every list must draw.
import { computed, ref, shallowRef, watch } from 'vue'
import { Refusal } from './api'

export interface Page<T> { items: T[]; next?: string | null }

export type ListState = 'loading' | 'ready' | 'refused' | 'broken'

/** Refetches when `key` changes. What is shown stays until the new first page is there. */
export function useList<T>(
  key: () => string | undefined,
  fetchPage: (after: string | undefined, signal: AbortSignal) => Promise<Page<T>>,
) {
  const items = shallowRef<T[]>([])
  const next = ref<string>()
  const state = ref<ListState>('loading')
  const refusal = shallowRef<Refusal>()
  const is_fetching = ref(false)
  let running = new AbortController()

  async function load(after?: string) {
    running.abort()
    const mine = (running = new AbortController())
    is_fetching.value = true
    try {
      const page = await fetchPage(after, mine.signal)
      if (mine.signal.aborted) return
      items.value = after ? [...items.value, ...page.items] : page.items
      next.value = page.next ?? undefined
      refusal.value = undefined
      state.value = 'ready'
    } catch (failure) {
      if (mine.signal.aborted) return
      refusal.value = failure instanceof Refusal ? failure : new Refusal(0, 'bug', String(failure))
      if (items.value.length === 0) {
        state.value = refusal.value.code === 'forbidden' ? 'refused' : 'broken'
      }
    } finally {
      if (!mine.signal.aborted) is_fetching.value = false
    }
  }

  const reload = () => load()
  const more = () => (next.value && !is_fetching.value ? load(next.value) : Promise.resolve())

  watch(key, (now, before) => {
    if (now === undefined) return
    if (before !== undefined) {
      items.value = []
      state.value = 'loading'
    }
    void load()
  }, { immediate: true })

  return { items, state, refusal, reload, more, is_fetching, has_more: computed(() => Boolean(next.value)) }
}
