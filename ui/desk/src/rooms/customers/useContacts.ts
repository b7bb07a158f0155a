import { computed } from 'vue'
import { call } from '../../kit/api'
import type { ContactBrief } from '../../kit/api.gen'
import { useResumed } from '../../kit/live'
import { useList } from '../../kit/lists'

export interface ContactSeen extends ContactBrief { seen_at: number }

/** Contacts whose conversations this person may see, the latest first, each once. */
export function useContacts(query: () => string) {
  const list = useList(query, async (after) => {
    // Open ones and closed ones are two views of the same table; `after` names the view it continues.
    const [view, cursor] = after ? (after.split('|', 2) as [string, string]) : ['all', '']
    const q = query()
    const page = await call('GET /conversations', { view, limit: 100, ...(q ? { q } : {}), ...(cursor ? { after: cursor } : {}) })
    const next = page.next ? `${view}|${page.next}` : view === 'all' ? 'closed|' : null
    return { items: page.items.map((one) => ({ ...one.contact, seen_at: one.last_at })), next }
  })
  const items = computed(() => {
    const seen = new Map<string, ContactSeen>()
    for (const one of list.items.value) {
      const had = seen.get(one.id)
      if (!had || had.seen_at < one.seen_at) seen.set(one.id, one)
    }
    return [...seen.values()].sort((a, b) => b.seen_at - a.seen_at)
  })
  useResumed(() => void list.reload())
  return { ...list, items }
}
