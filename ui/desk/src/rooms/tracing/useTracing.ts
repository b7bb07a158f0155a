import { computed, ref, shallowRef, watch } from 'vue'
import { call, Refusal } from '../../kit/api'
import type { CaseKind, CourierChannel, CourierOutcome, Tracing, TracingEvent } from '../../kit/api.gen'
import { useEvent, useResumed } from '../../kit/live'
import { toast } from '../../kit/toast'
import { said } from '../../kit/words'
import { t } from './texts'

export interface Contact { channel: CourierChannel; spoke_to: string; said: string; outcome: CourierOutcome; promised_by?: number }

/** One tracing, looked at again whenever it moves. */
export function useTracing(id: () => string | undefined) {
  const seen = shallowRef<Tracing>()
  const refusal = ref<Refusal>()
  const busy = ref(false)
  const state = computed(() => (seen.value ? 'ready' as const : !refusal.value ? 'loading' as const
    : refusal.value.status === 403 || refusal.value.status === 404 ? 'refused' as const : 'broken' as const))

  async function load() {
    const wanted = id()
    if (!wanted) return
    try {
      const got = await call('GET /tracings/{id}', { id: wanted })
      if (wanted === id()) seen.value = got
      refusal.value = undefined
    } catch (why) {
      if (why instanceof Refusal) refusal.value = why
    }
  }
  async function act(ask: () => Promise<Tracing>): Promise<boolean> {
    busy.value = true
    try {
      seen.value = await ask()
      return true
    } catch (why) {
      toast(said(why), 'bad')
      void load()
      return false
    } finally {
      busy.value = false
    }
  }
  const of = () => ({ id: id() ?? '' })
  const version = () => seen.value?.brief.version
  const step = (event: TracingEvent) => act(() => call('POST /tracings/{id}/steps', of(), { event, version: version() }))
  const log = (contact: Contact) => act(() => call('POST /tracings/{id}/contacts', of(), { ...contact, version: version() }))
  const assign = (person: string) => act(() => call('PUT /tracings/{id}/assignee', of(), { person }))
  async function remedy(kind: CaseKind) {
    const done = await act(() => call('POST /tracings/{id}/cases', of(), { client_key: kind, kind, version: version() }))
    if (done && seen.value) toast(t('case_opened', { number: seen.value.brief.case_number }), 'good')
  }

  watch(id, () => { seen.value = undefined; void load() }, { immediate: true })
  useEvent('tracing_changed', (got) => { if (got.id === id()) void load() })
  useResumed(load)
  return { seen, state, refusal, busy, load, step, log, assign, remedy }
}
