// The one entity cache: a shelf per kind, one copy of each thing by id. A thing is replaced only
// by a newer one, so an old answer that arrives late can never undo a newer event.
import { shallowReactive } from 'vue'

export interface Shelf<T extends { id: string }> {
  get(id: string): T | undefined
  all(): T[]
  put(thing: T): void
  change(id: string, difference: Partial<T>): void
  clear(): void
}

const shelves: { clear(): void }[] = []

/** `isNewer` decides whether what we got may replace what we had. */
export function shelf<T extends { id: string }>(
  isNewer: (got: T, had: T) => boolean = () => true,
): Shelf<T> {
  const things = shallowReactive(new Map<string, T>())
  const made: Shelf<T> = {
    get: (id) => things.get(id),
    all: () => [...things.values()],
    put(thing) {
      const had = things.get(thing.id)
      if (!had || isNewer(thing, had)) things.set(thing.id, thing)
    },
    change(id, difference) {
      const had = things.get(id)
      if (had) things.set(id, { ...had, ...difference })
    },
    clear: () => things.clear(),
  }
  shelves.push(made)
  return made
}

/** Forgets everything, when another person signs in. */
export function clearCache() {
  for (const one of shelves) one.clear()
}
