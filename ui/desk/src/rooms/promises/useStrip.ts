// The promises of the chat on the screen.
import { shallowRef, watch } from 'vue'
import { call } from '../../kit/api'
import { useEvent, useResumed } from '../../kit/live'
import { bySoonest, isLiving, type Vow } from './promise'

export function useStrip(conversation: () => string) {
  const items = shallowRef<Vow[]>([])
  const put = (one: Vow) => {
    if (one.conversation !== conversation()) return
    const had = items.value.find((other) => other.id === one.id)
    if (had && had.version > one.version) return
    items.value = [...items.value.filter((other) => other.id !== one.id), one].filter(isLiving).sort(bySoonest)
  }
  async function load() {
    const id = conversation()
    try {
      const got = (await call('GET /conversations/{id}/promises', { id })).items
      if (id === conversation()) items.value = got.filter(isLiving).sort(bySoonest)
    } catch {
      // The chat goes on without its strip; the next event or reconnection brings it.
    }
  }
  watch(conversation, () => { items.value = []; void load() }, { immediate: true })
  useEvent('promise_changed', put)
  useResumed(() => void load())
  return { items, put }
}
