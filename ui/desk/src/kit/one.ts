// One thing that is looked at and worked on: fetched, looked at again when it moves, changed by whoever may.
import { computed, ref, shallowRef, watch } from 'vue'
import { Refusal } from './api'
import { useResumed } from './live'
import { toast } from './toast'
import { said } from './words'

/** Fetched anew when `id` changes. What an act answers is shown; a refused act is told, and the thing looked at again. */
export function useOne<T>(id: () => string | undefined, fetchOne: (id: string) => Promise<T>) {
  const seen = shallowRef<T>()
  const refusal = ref<Refusal>()
  const busy = ref(false)
  const state = computed(() => (seen.value ? 'ready' as const : !refusal.value ? 'loading' as const
    : refusal.value.status === 403 || refusal.value.status === 404 ? 'refused' as const : 'broken' as const))

  async function load() {
    const wanted = id()
    if (!wanted) return
    try {
      const got = await fetchOne(wanted)
      if (wanted !== id()) return
      seen.value = got
      refusal.value = undefined
    } catch (why) {
      if (wanted === id() && why instanceof Refusal) refusal.value = why
    }
  }

  async function act(ask: () => Promise<T | undefined>): Promise<boolean> {
    const wanted = id()
    busy.value = true
    try {
      const got = await ask()
      if (got && wanted === id()) seen.value = got
      return true
    } catch (why) {
      toast(said(why), 'bad')
      void load()
      return false
    } finally {
      busy.value = false
    }
  }

  watch(id, () => { seen.value = undefined; refusal.value = undefined; void load() }, { immediate: true })
  useResumed(load)
  return { seen, state, refusal, busy, load, act }
}
