import { onScopeDispose, ref, watch } from 'vue'

/** What a person types to look for something, and the `query` it becomes once they rest. */
export function useTyped(rest_ms = 250) {
  const typed = ref('')
  const query = ref('')
  let timer = 0
  watch(typed, (words) => {
    window.clearTimeout(timer)
    timer = window.setTimeout(() => { query.value = words.trim() }, rest_ms)
  })
  onScopeDispose(() => window.clearTimeout(timer))
  /** At once, without a rest. */
  function clear() {
    typed.value = ''
    query.value = ''
  }
  return { typed, query, clear }
}
