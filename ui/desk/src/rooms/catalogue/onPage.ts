// The product behind an address, asked once while the desk is open; nothing when the shop knows none.
import { call } from '../../kit/api'
import type { Product } from '../../kit/api.gen'

const asked = new Map<string, Promise<Product | undefined>>()

export function productOnPage(page: string): Promise<Product | undefined> {
  const known = asked.get(page)
  if (known) return known
  const asking = call('GET /products', { page, limit: 1 }).then(({ items }) => items[0], () => {
    asked.delete(page)
    return undefined
  })
  asked.set(page, asking)
  // Stock moves: a card shown later asks again.
  window.setTimeout(() => asked.delete(page), 60_000)
  return asking
}
