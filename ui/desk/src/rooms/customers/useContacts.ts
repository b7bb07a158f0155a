import { call } from '../../kit/api'
import { useList } from '../../kit/lists'
import { useResumed } from '../../kit/live'

/** Everybody who has written to the shop, the latest first. */
export function useContacts(query: () => string) {
  const list = useList(query, (after, signal) => call('GET /contacts', {
    limit: 100, ...(query() ? { q: query() } : {}), ...(after ? { after: Number(after) } : {}),
  }, undefined, signal))
  useResumed(() => void list.reload())
  return list
}
