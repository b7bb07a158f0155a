import { computed, onScopeDispose, ref, watch } from 'vue'
import { call } from '../../kit/api'
import { conversations } from '../conversations'
import type { View } from './useInbox'

const REST_MS = 220

/** Searches one view on the server once typing rests. */
export function useFound(typed: () => string, view: () => View) {
  const query = ref('')
  const ids = ref<string[]>([])
  const is_searching = ref(false)
  let timer = 0
  let running = new AbortController()

  async function find() {
    running.abort()
    query.value = typed().trim()
    if (!query.value) return
    const mine = (running = new AbortController())
    is_searching.value = true
    try {
      const page = await call('GET /conversations', { view: view(), q: query.value, limit: 100 }, undefined, mine.signal)
      for (const one of page.items) conversations.put(one)
      ids.value = page.items.map((one) => one.id)
    } catch {
      if (!mine.signal.aborted) ids.value = []
    } finally {
      if (running === mine) is_searching.value = false
    }
  }

  watch([typed, view], () => {
    window.clearTimeout(timer)
    timer = window.setTimeout(() => void find(), typed().trim() ? REST_MS : 0)
  })
  onScopeDispose(() => {
    window.clearTimeout(timer)
    running.abort()
  })
  const found = computed(() => ids.value.flatMap((id) => conversations.get(id) ?? []))
  return { query, found, is_searching }
}
