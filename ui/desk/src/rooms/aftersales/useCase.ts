import { computed, ref, shallowRef, watch } from 'vue'
import { call, Refusal, uploadEvidence, type Answer } from '../../kit/api'
import type { Case, CaseEvent } from '../../kit/api.gen'
import { useEvent, useResumed } from '../../kit/live'
import { toast } from '../../kit/toast'
import { short } from '../../kit/time'
import { said } from '../../kit/words'
import { t } from './texts'

export interface Said { note?: string; amount?: number; waybill?: string }

/** One case, looked at again whenever it moves. */
export function useCase(id: () => string | undefined) {
  const seen = shallowRef<Case>()
  const refusal = ref<Refusal>()
  const busy = ref(false)
  const state = computed(() => (seen.value ? 'ready' as const : !refusal.value ? 'loading' as const
    : refusal.value.status === 403 || refusal.value.status === 404 ? 'refused' as const : 'broken' as const))

  async function load() {
    const wanted = id()
    if (!wanted) return
    try {
      const got = await call('GET /cases/{id}', { id: wanted })
      if (wanted === id()) seen.value = got
      refusal.value = undefined
    } catch (why) {
      if (why instanceof Refusal) refusal.value = why
    }
  }

  async function act(ask: () => Promise<Answer<'POST /cases/{id}/steps'> | undefined>): Promise<boolean> {
    busy.value = true
    try {
      const got = await ask()
      if (got) seen.value = got
      return true
    } catch (why) {
      toast(said(why), 'bad')
      void load()
      return false
    } finally {
      busy.value = false
    }
  }

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

  watch(id, () => { seen.value = undefined; void load() }, { immediate: true })
  useEvent('case_changed', (got) => { if (got.id === id() && got.version > (seen.value?.brief.version ?? 0)) void load() })
  useResumed(load)
  return { seen, state, refusal, busy, load, step, approve, reject, prove, note, assign, show, copyLink }
}
