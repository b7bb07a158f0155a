import { shallowRef, watch } from 'vue'
import { call } from '../../kit/api'
import type { CaseSide, DisputeCounts, DisputeEvent, DisputeVerdict } from '../../kit/api.gen'
import { useList } from '../../kit/lists'
import { useEvent, useResumed } from '../../kit/live'
import { useOne } from '../../kit/one'

export type DisputeView = 'ours' | 'platform' | 'over'
export type Owner = 'anybody' | 'me' | 'nobody'
export interface StepSaid { note?: string; noticed_at?: number; named_until?: number }
export interface RulingSaid extends StepSaid { verdict: DisputeVerdict; amount?: number }

/** Disputes, least time left first; whoever needs a lead before all others. */
export function useDisputes(view: () => DisputeView, owner: () => Owner, query: () => string) {
  const counts = shallowRef<DisputeCounts>()
  const list = useList(() => `${view()}|${owner()}|${query()}`, (after, signal) => call('GET /disputes', { view: view(), owner: owner(), limit: 100, ...(query() ? { q: query() } : {}), ...(after ? { after } : {}) }, undefined, signal))
  async function count() {
    counts.value = await call('GET /disputes/counts').catch(() => counts.value)
  }
  let timer = 0
  const soon = () => {
    window.clearTimeout(timer)
    timer = window.setTimeout(() => { void list.reload(); void count() }, 300)
  }
  useEvent('dispute_changed', soon)
  watch(view, count, { immediate: true })
  useResumed(soon)
  return { ...list, counts }
}

/** One dispute, looked at again whenever it moves. */
export function useDispute(id: () => string) {
  const { seen, state, refusal, busy, load, act } = useOne(id, (wanted) => call('GET /disputes/{id}', { id: wanted }))
  const of = () => ({ id: id() })
  const version = () => seen.value?.brief.version
  const step = (event: DisputeEvent, more: StepSaid) => act(() => call('POST /disputes/{id}/steps', of(), { event, version: version(), ...more }))
  const rule = (ruling: RulingSaid) => act(() => call('POST /disputes/{id}/rulings', of(), { version: version(), ...ruling }))
  const appeal = (by: CaseSide, note: string) => act(() => call('POST /disputes/{id}/appeals', of(), { by, note, version: version() }))
  const prepare = (key: string, note: string, files: string[]) => act(() => call('PUT /disputes/{id}/piece', of(), { key, note, files, version: version() }))
  const addPiece = (title: string) => act(() => call('POST /disputes/{id}/pieces', of(), { title, version: version() }))
  const openCase = () => act(() => call('POST /disputes/{id}/cases', of(), { kind: 'compensation', version: version() }))
  const give = (person: string) => act(() => call('PUT /disputes/{id}/assignee', of(), { person, version: version() }))
  const nameCase = (case_id: string) => act(() => call('PUT /disputes/{id}/case', of(), { case_id, version: version() }))

  useEvent('dispute_changed', (got) => { if (got.id === id() && got.version > (seen.value?.brief.version ?? 0)) void load() })
  return { seen, state, refusal, busy, load, step, rule, appeal, prepare, addPiece, openCase, nameCase, give }
}
