import { call } from '../../kit/api'
import type { CaseKind, CourierChannel, CourierOutcome, TracingEvent } from '../../kit/api.gen'
import { useEvent } from '../../kit/live'
import { useOne } from '../../kit/one'
import { toast } from '../../kit/toast'
import { t } from './texts'

export interface Contact { channel: CourierChannel; spoke_to: string; said: string; outcome: CourierOutcome; promised_by?: number }

/** One tracing, looked at again whenever it moves. */
export function useTracing(id: () => string | undefined) {
  const { seen, state, refusal, busy, load, act } = useOne(id, (wanted) => call('GET /tracings/{id}', { id: wanted }))
  const of = () => ({ id: id() ?? '' })
  const version = () => seen.value?.brief.version
  const step = (event: TracingEvent) => act(() => call('POST /tracings/{id}/steps', of(), { event, version: version() }))
  const log = (contact: Contact) => act(() => call('POST /tracings/{id}/contacts', of(), { ...contact, version: version() }))
  const assign = (person: string) => act(() => call('PUT /tracings/{id}/assignee', of(), { person }))
  async function remedy(kind: CaseKind) {
    const done = await act(() => call('POST /tracings/{id}/cases', of(), { client_key: kind, kind, version: version() }))
    if (done && seen.value) toast(t('case_opened', { number: seen.value.brief.case_number }), 'good')
  }

  useEvent('tracing_changed', (got) => { if (got.id === id()) void load() })
  return { seen, state, refusal, busy, load, step, log, assign, remedy }
}
