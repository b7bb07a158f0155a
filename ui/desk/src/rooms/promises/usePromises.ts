// The page's list and counts: mine, or for a lead everybody's; what changes is seen at once.
import { ref, watch } from 'vue'
import { call } from '../../kit/api'
import type { PromiseCounts, PromiseKind } from '../../kit/api.gen'
import { useList } from '../../kit/lists'
import { useEvent, useResumed } from '../../kit/live'
import { me } from '../../kit/session'
import { bySoonest, type Vow } from './promise'

export type View = 'due' | 'overdue' | 'over'
export type Whose = 'mine' | 'all'

export function viewOf(one: Vow): View | undefined {
  if (one.state === 'dismissed') return undefined
  if (one.closed_at) return 'over'
  return one.state === 'broken' ? 'overdue' : 'due'
}

export function usePromises(view: () => View, whose: () => Whose, kind: () => PromiseKind | '') {
  const counts = ref<PromiseCounts>()
  const list = useList(() => `${view()}|${whose()}|${kind()}`, (after, signal) =>
    call('GET /promises', { view: view(), whose: whose(), limit: 50, ...(kind() ? { kind: kind() as PromiseKind } : {}), ...(after ? { after } : {}) }, undefined, signal))

  let timer = 0
  async function count() {
    counts.value = await call('GET /promises/counts', { whose: whose() }).catch(() => counts.value)
  }
  function soon() {
    window.clearTimeout(timer)
    timer = window.setTimeout(count, 300)
  }
  const belongs = (one: Vow) => viewOf(one) === view() && (whose() === 'all' || one.owner === me.value?.id) && (!kind() || one.kind === kind())
  function put(one: Vow) {
    const had = list.items.value.find((other) => other.id === one.id)
    if (had && had.version > one.version) return
    const others = list.items.value.filter((other) => other.id !== one.id)
    if (belongs(one) && (had || list.state.value === 'ready')) {
      const all = [...others, one]
      list.items.value = view() === 'over' ? all.sort((a, b) => (b.closed_at ?? 0) - (a.closed_at ?? 0)) : all.sort(bySoonest)
    } else {
      list.items.value = others
    }
    soon()
  }
  useEvent('promise_changed', put)
  watch([view, whose], soon, { immediate: true })
  useResumed(() => { void list.reload(); soon() })
  return { ...list, counts, put }
}
