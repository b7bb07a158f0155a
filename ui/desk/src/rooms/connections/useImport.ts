// A file on its way into the house: sent in parts, looked at, taken.
import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import { call, uploadPart, type Answer } from '../../kit/api'
import { useEvent, useResumed } from '../../kit/live'

export type Import = Answer<'GET /imports/{id}'>
export type Preview = Answer<'GET /imports/{id}/preview'>

// Less than what one request may carry.
const PART = 2 * 1024 * 1024
const is_over = (one: Import) => one.ended_at !== null

export function useImport() {
  const current = shallowRef<Import>()
  const preview = shallowRef<Preview>()
  const share = ref(0)
  const failure = shallowRef<unknown>()
  let running = new AbortController()

  async function send(file: File) {
    running.abort()
    const mine = (running = new AbortController())
    Object.assign(share, { value: 0 })
    preview.value = failure.value = undefined
    try {
      let made = current.value = await call('POST /imports', {}, { name: file.name, bytes: file.size })
      for (let at = 0; at < file.size; at += PART) {
        made = await uploadPart(made.id, at, file.slice(at, at + PART), mine.signal)
        share.value = Math.round(made.received / made.bytes * 100)
      }
      current.value = made
      preview.value = await call('GET /imports/{id}/preview', { id: made.id })
    } catch (why) {
      if (!mine.signal.aborted) failure.value = why
    }
  }
  async function take() {
    if (current.value) current.value = await call('POST /imports/{id}/taking', { id: current.value.id })
  }
  async function giveUp() {
    running.abort()
    const was = current.value
    current.value = preview.value = undefined
    if (was && !is_over(was)) await call('DELETE /imports/{id}/taking', { id: was.id })
  }
  useEvent('import_changed', (one) => {
    if (one.id === current.value?.id && one.version > current.value.version) current.value = one
  })
  // Whoever was away has missed the events.
  useResumed(async () => { if (current.value) current.value = await call('GET /imports/{id}', { id: current.value.id }) })
  onScopeDispose(() => running.abort())

  const step = computed(() => {
    if (!current.value) return 'none'
    if (current.value.state === 'arriving') return 'sending'
    if (current.value.state === 'waiting') return preview.value ? 'asking' : 'checking'
    return 'taking'
  })
  return { current, preview, share, failure, step, send, take, giveUp }
}
