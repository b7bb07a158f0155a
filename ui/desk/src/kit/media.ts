import { onScopeDispose, ref } from 'vue'

/** Whether a media query holds, as it changes: a phone that is turned, a window that is drawn wider. */
export function useMedia(query: string) {
  const list = window.matchMedia(query)
  const holds = ref(list.matches)
  const heard = () => (holds.value = list.matches)
  list.addEventListener('change', heard)
  onScopeDispose(() => list.removeEventListener('change', heard))
  return holds
}
