// What the buyer wrote and the house has not confirmed.
//
//     put -> (tried again and again with the same client_key) -> drop
//        \-> failed, visibly, after a day or a refusal -> again
//
// 1. One stored name per message: two tabs add and remove without overwriting each other.
// 2. Keys are time-ordered, so sorting the names gives the order of writing.
// 3. The house recognises a client_key it has seen, so trying twice cannot send twice.

import { parsed, type Keep } from './keep'
import type { Unsent } from './types'

const day_ms = 86_400_000
const start = ':out:'

export function openOutbox(keep: Keep, now: () => number = Date.now) {
  let newest = 0

  const list = (): Unsent[] =>
    keep
      .names(start)
      .sort()
      .map(name => parsed<Unsent>(keep.get(name)))
      .filter(item => item !== null)

  const put = (item: Unsent) => keep.set(start + item.client_key, JSON.stringify(item))

  return {
    list,
    put,
    drop: (client_key: string) => keep.set(start + client_key, null),

    add(content: Omit<Unsent, 'client_key' | 'at'>): Unsent {
      for (const item of list()) newest = Math.max(newest, keyTime(item.client_key))
      newest = Math.max(now(), newest + 1)
      const item = { client_key: timedKey(newest), at: now(), ...content }
      put(item)
      return item
    },

    /** The oldest message still worth trying; those past a day fail on the way. */
    next(): Unsent | undefined {
      for (const item of list()) {
        if (item.why) continue
        if (now() - item.at < day_ms) return item
        put({ ...item, why: 'old' })
      }
    },

    again(item: Unsent) {
      put({ ...item, at: now(), why: undefined })
    },
  }
}

// Source: RFC 9562 §5.7, UUID version 7: 48 bits of milliseconds, then random.
export function timedKey(at: number): string {
  const random = Array.from(crypto.getRandomValues(new Uint16Array(5)), part => part.toString(16).padStart(4, '0')).join('')
  return (at.toString(16).padStart(12, '0') + random).replace(/(.{8})(.{4}).(.{3}).(.{3})/, '$1-$2-7$3-a$4-')
}

const keyTime = (key: string): number => parseInt(key.slice(0, 8) + key.slice(9, 13), 16)
