import { call, uploadEvidence } from '../../kit/api'
import type { CaseEvent } from '../../kit/api.gen'
import { useEvent } from '../../kit/live'
import { useOne } from '../../kit/one'
import { toast } from '../../kit/toast'
import { short } from '../../kit/time'
import { said } from '../../kit/words'
import { t } from './texts'

export interface Said { note?: string; amount?: number; waybill?: string }

/** One case, looked at again whenever it moves. */
export function useCase(id: () => string | undefined) {
  const { seen, state, refusal, busy, load, act } = useOne(id, (wanted) => call('GET /cases/{id}', { id: wanted }))

  const step = (event: CaseEvent, more: Said = {}) => act(() => call('POST /cases/{id}/steps', { id: id() ?? '' },
    { event, version: seen.value?.brief.version, ...more }))
  const approve = (refund: string) => act(() => call('POST /refunds/{id}/approval', { id: refund }))
  const reject = (refund: string, reason: string) => act(() => call('POST /refunds/{id}/rejection', { id: refund }, { reason }))
  const prove = (refund: string, provider_id: string, words: string) => act(() => call('POST /refunds/{id}/proof', { id: refund }, { provider_id, words }))
  const note = (text: string) => act(() => call('POST /cases/{id}/notes', { id: id() ?? '' }, { text }))
  async function show(files: Iterable<File>) {
    await act(async () => {
      for (const file of files) await uploadEvidence(id() ?? '', file)
      await load()
      return undefined
    })
  }
  const book = (carrier: string, number: string) => act(() => call('POST /cases/{id}/pickup-booking', { id: id() ?? '' }, { carrier, number }))
  const collect = () => act(() => call('POST /cases/{id}/pickup-collection', { id: id() ?? '' }))
  const callOff = () => act(() => call('POST /cases/{id}/pickup-calling-off', { id: id() ?? '' }))
  const fail = (reason: string) => act(() => call('POST /cases/{id}/pickup-failure', { id: id() ?? '' }, { reason }))
  const assign = (person: string) => act(() => call('PUT /cases/{id}/assignee', { id: id() ?? '' }, { person }))

  /** The buyer's own page of this order, on the clipboard. A new link ends the one before it. */
  async function copyLink() {
    try {
      const made = await call('POST /orders/{id}/case-links', { id: seen.value?.order ?? '' })
      await navigator.clipboard.writeText(`${location.origin}/p/case#${made.secret}`)
      toast(t('link_copied', { time: short(made.expires_at) }), 'good')
    } catch (why) {
      toast(said(why), 'bad')
    }
  }

  useEvent('case_changed', (got) => { if (got.id === id() && got.version > (seen.value?.brief.version ?? 0)) void load() })
  return { seen, state, refusal, busy, load, step, approve, reject, prove, note, assign, show, book, collect, callOff, fail, copyLink }
}
