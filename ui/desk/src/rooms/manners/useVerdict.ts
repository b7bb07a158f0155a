// What the traffic light says about the words being written: at each key what the pack finds here,
// and once typing rests the verdict of the server, which is the authority.
import { onScopeDispose, ref, shallowRef, watch } from 'vue'
import { call } from '../../kit/api'
import type { Verdict } from '../../kit/api.gen'
import { locale } from '../../kit/texts'
import { loadPack, looked, pack } from './pack'

const REST_MS = 250
const LONGEST = 4000

/** A verdict made here has no score: that only the server can say. */
export type Light = Omit<Verdict, 'score'> & { score?: number }

function firstLook(words: string): Light | undefined {
  if (!pack.value) return undefined
  const hits = looked(pack.value, words, (rule) => (locale.value === 'en' ? rule.reason_en : rule.reason_zh))
  if (hits.length === 0) return undefined
  const colour = hits.some((one) => one.colour === 'red') ? 'red' : 'yellow'
  return { colour, hits, good: [], pack_version: pack.value.version }
}

/** `text` undefined means: wait, an input method composes; what was found stays. Empty clears. */
export function useVerdict(text: () => string | undefined, conversation: () => string) {
  const verdict = shallowRef<Light>()
  const is_checking = ref(false)
  let running = new AbortController()
  let timer = 0
  void loadPack()

  async function ask(words: string) {
    const mine = (running = new AbortController())
    try {
      const got = await call('POST /manners/check', {}, {
        text: words, conversation: conversation(), locale: locale.value,
      }, mine.signal)
      if (!mine.signal.aborted) verdict.value = got
    } catch {
      // Sending is checked again, so nothing bad slips through while the server cannot be asked.
      if (!mine.signal.aborted) verdict.value = firstLook(words)
    } finally {
      if (running === mine) is_checking.value = false
    }
  }

  watch([text, conversation], ([words], [, before]) => {
    if (before !== undefined && before !== conversation()) verdict.value = undefined
    if (words === undefined) return
    running.abort()
    window.clearTimeout(timer)
    is_checking.value = false
    if (!words.trim() || words.length > LONGEST) {
      verdict.value = undefined
      return
    }
    const here = firstLook(words)
    // A clean first look says little, so the last verdict stays until the server has spoken.
    if (here || verdict.value?.score === undefined) verdict.value = here
    is_checking.value = true
    timer = window.setTimeout(() => void ask(words), REST_MS)
  }, { immediate: true })
  onScopeDispose(() => {
    window.clearTimeout(timer)
    running.abort()
  })

  return { verdict, is_checking }
}
