// What the traffic light says about the words being written. The pack the server sends is used
// here when this desk understands it; otherwise the server is asked once typing rests.
import { ref, shallowRef, watch, onScopeDispose } from 'vue'
import { call } from '../../kit/api'
import type { Verdict } from '../../kit/api.gen'
import { locale } from '../../kit/texts'
import { localCheck } from './pack'

const REST_MS = 250

/** `text` undefined means: do not check now (composing, a note, a script query). */
export function useVerdict(text: () => string | undefined, conversation: () => string) {
  const verdict = shallowRef<Verdict>()
  const is_checking = ref(false)
  let running = new AbortController()
  let timer = 0

  async function ask(words: string) {
    const mine = (running = new AbortController())
    is_checking.value = true
    try {
      const got = await call('POST /manners/check', {}, { text: words, conversation: conversation(), locale: locale.value }, mine.signal)
      if (!mine.signal.aborted) verdict.value = got
    } catch {
      // The server checks again when the message is sent, so nothing bad slips through.
      if (!mine.signal.aborted) verdict.value = undefined
    } finally {
      if (running === mine) is_checking.value = false
    }
  }

  watch([text, conversation], ([words], [, before]) => {
    if (before !== undefined && before !== conversation()) verdict.value = undefined
    if (words === undefined) return
    running.abort()
    window.clearTimeout(timer)
    if (!words.trim()) {
      verdict.value = undefined
      is_checking.value = false
      return
    }
    const here = localCheck(words)
    if (here) {
      verdict.value = here
      return
    }
    is_checking.value = true
    timer = window.setTimeout(() => void ask(words), REST_MS)
  }, { immediate: true })
  onScopeDispose(() => {
    window.clearTimeout(timer)
    running.abort()
  })

  return { verdict, is_checking }
}
