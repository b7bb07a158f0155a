// What a page or a form shows once it has come: still loading, there, not for this person, or broken.
import { ref } from 'vue'
import { Refusal } from './api'

/** `read` fetches and keeps what is shown. The first look is for the caller: `void load()`. */
export function useLoaded(read: () => Promise<unknown>) {
  const state = ref<'loading' | 'ready' | 'refused' | 'broken'>('loading')
  const incident = ref('')

  async function load() {
    try {
      await read()
      state.value = 'ready'
    } catch (why) {
      incident.value = why instanceof Refusal ? why.request_id : ''
      state.value = why instanceof Refusal && why.code === 'forbidden' ? 'refused' : 'broken'
    }
  }
  /** From the beginning, as after a break. */
  function retry() {
    state.value = 'loading'
    return load()
  }
  return { state, incident, load, retry }
}
