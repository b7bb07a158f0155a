// The floor as the server counts it: asked for every few seconds, and soon after anything happened on it.
import { onScopeDispose, ref, shallowRef } from 'vue'
import { call, Refusal } from '../../../kit/api'
import type { Board } from '../../../kit/api.gen'
import { useEvent, useResumed } from '../../../kit/live'

const EVERY_MS = 5_000
const SOON_MS = 700

export function useBoard() {
  const board = shallowRef<Board>()
  const state = ref<'loading' | 'ready' | 'refused' | 'broken'>('loading')
  const incident = ref<string>()
  let timer = 0
  let is_asking = false

  async function load() {
    if (is_asking) return
    is_asking = true
    try {
      board.value = await call('GET /board')
      state.value = 'ready'
    } catch (why) {
      // What stands on the board stays readable; only a first look has nothing to show.
      if (state.value === 'loading') state.value = why instanceof Refusal && why.code === 'forbidden' ? 'refused' : 'broken'
      incident.value = why instanceof Refusal ? why.request_id : undefined
    } finally {
      is_asking = false
      plan(EVERY_MS)
    }
  }
  function plan(wait_ms: number) {
    window.clearTimeout(timer)
    timer = window.setTimeout(() => { if (document.hidden) plan(EVERY_MS); else void load() }, wait_ms)
  }
  const soon = () => plan(SOON_MS)
  for (const event of ['conversation_changed', 'people_changed', 'queue_changed', 'alert_raised', 'follow_up_changed'] as const) useEvent(event, soon)
  useResumed(soon)
  onScopeDispose(() => window.clearTimeout(timer))
  const retry = () => { state.value = 'loading'; return load() }
  void load()
  return { board, state, incident, load, retry }
}
