import { onScopeDispose, ref, shallowRef } from 'vue'
import { call } from '../../../kit/api'
import type { DryCounts, DryDifference, DryPart, Policy } from '../../../kit/api.gen'
import { toast } from '../../../kit/toast'
import { said } from '../../../kit/words'

const LISTED = 200
export interface DryResult { before: DryCounts; after: DryCounts; done: number; all: number; differ: number; differences: DryDifference[]; seconds: number; is_whole: boolean }

const added = (a: DryCounts, b: DryCounts) =>
  Object.fromEntries(Object.entries(b).map(([name, count]) => [name, count + a[name as keyof DryCounts]])) as unknown as DryCounts

function joined(had: DryResult | undefined, part: DryPart, seconds: number): DryResult {
  return {
    before: had ? added(had.before, part.before) : part.before, after: had ? added(had.after, part.after) : part.after,
    done: (had?.done ?? 0) + part.done, all: part.all, differ: (had?.differ ?? 0) + part.differ,
    differences: [...(had?.differences ?? []), ...part.differences].slice(0, LISTED), seconds, is_whole: !part.next,
  }
}

/** Part after part, so that it shows how far it is; leaving the page ends it. */
export function useDryRun() {
  const result = shallowRef<DryResult>()
  const tried = ref('')
  const is_running = ref(false)
  let running: AbortController | undefined

  async function run(policy: Policy) {
    running?.abort()
    const mine = (running = new AbortController())
    const began = performance.now()
    is_running.value = true
    result.value = undefined
    tried.value = JSON.stringify(policy)
    let after: string | null | undefined
    try {
      do {
        const part = await call('POST /case-policies/dry-run', {}, { policy, ...(after ? { after } : {}) }, mine.signal)
        if (mine.signal.aborted) return
        after = part.next
        result.value = joined(result.value, part, (performance.now() - began) / 1000)
      } while (after)
    } catch (why) {
      if (!mine.signal.aborted) toast(said(why), 'bad')
    } finally {
      if (running === mine) is_running.value = false
    }
  }
  function stop() {
    running?.abort()
    is_running.value = false
    result.value = undefined
  }
  onScopeDispose(() => running?.abort())
  return { result, tried, is_running, run, stop }
}
