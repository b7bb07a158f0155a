import { computed, onScopeDispose, ref, watch } from 'vue'
import { call } from '../../kit/api'
import type { ConversationPage } from '../../kit/api.gen'
import { conversations } from '../conversations'
import type { View } from './useInbox'

const REST_MS = 220
const PAGES_MOST = 5
const ENOUGH = 50

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
      // The server filters page by page, so a page may be short while more pages follow.
      const found: string[] = []
      let after: string | null = null
      for (let pages = 0; pages < PAGES_MOST && found.length < ENOUGH; pages++) {
        const page: ConversationPage = await call('GET /conversations', {
          view: view(), q: query.value, limit: 200, ...(after ? { after: Number(after) } : {}),
        }, undefined, mine.signal)
        for (const one of page.items) conversations.put(one)
        found.push(...page.items.map((one) => one.id))
        after = page.next
        if (!after) break
      }
      ids.value = found
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
