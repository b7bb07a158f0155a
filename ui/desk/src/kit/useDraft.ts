// What stands in a form of settings, and whether it differs from what is kept.
import { computed, reactive, ref } from 'vue'

/** `take` shows what the server keeps: from then on any other value is a change. */
export function useDraft<T extends object>(first: T) {
  const draft = reactive(first) as T
  const kept = ref('')
  const is_changed = computed(() => JSON.stringify(draft) !== kept.value)
  function take(now: Partial<T>) {
    Object.assign(draft, now)
    kept.value = JSON.stringify(draft)
  }
  return { draft, is_changed, take }
}
