// The conversation on the screen. While another is being fetched the old one stays, but not for
// longer than 300 ms: then a skeleton tells that something is coming.
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { Refusal } from '../../kit/api'
import { useResumed } from '../../kit/live'
import { conversations, fetchConversation } from '../conversations'

const PATIENCE_MS = 300

export function useCurrent(id: () => string) {
  const shown = ref('')
  const refusal = shallowRef<Refusal>()
  const is_late = ref(false)
  let timer = 0

  async function load() {
    const wanted = id()
    refusal.value = undefined
    is_late.value = false
    window.clearTimeout(timer)
    if (!wanted || conversations.get(wanted)) {
      shown.value = wanted
      return
    }
    timer = window.setTimeout(() => {
      shown.value = ''
      is_late.value = true
    }, PATIENCE_MS)
    try {
      await fetchConversation(wanted)
      if (wanted === id()) shown.value = wanted
    } catch (why) {
      if (wanted !== id()) return
      shown.value = ''
      refusal.value = why instanceof Refusal ? why : new Refusal(0, 'unavailable', '')
    } finally {
      if (wanted === id()) window.clearTimeout(timer)
    }
  }

  watch(id, load, { immediate: true })
  useResumed(() => {
    if (id()) void fetchConversation(id()).then(load).catch(() => undefined)
  })
  onScopeDispose(() => window.clearTimeout(timer))
  return { conversation: computed(() => (shown.value ? conversations.get(shown.value) : undefined)), refusal, is_late, load }
}
