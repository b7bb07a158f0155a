import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import { call, Refusal } from '../../kit/api'
import type { Reveal, RevealsLeft } from '../../kit/api.gen'

/** One look at one value: how many are left, the value for its seconds, and gone again. */
export function useReveal(slip: () => string) {
  const count = shallowRef<RevealsLeft>()
  const shown = shallowRef<Reveal>()
  const refusal = shallowRef<Refusal>()
  const is_busy = ref(false)
  const seconds_left = ref(0)
  let timer = 0
  let look = 0

  function hide() {
    window.clearInterval(timer)
    look++
    shown.value = undefined
  }

  function begin(reveal: Reveal) {
    shown.value = reveal
    count.value = reveal.count
    const ends = Date.now() + reveal.seconds * 1000
    seconds_left.value = reveal.seconds
    timer = window.setInterval(() => {
      seconds_left.value = Math.ceil((ends - Date.now()) / 1000)
      if (seconds_left.value <= 0) hide()
    }, 250)
  }

  async function asked<T>(ask: () => Promise<T>, then: (answer: T) => void) {
    const mine = ++look
    refusal.value = undefined
    is_busy.value = true
    try {
      const answer = await ask()
      if (mine === look) then(answer)
    } catch (why) {
      if (mine === look && why instanceof Refusal) refusal.value = why
    }
    is_busy.value = false
  }

  const load = () => asked(() => call('GET /reveals/left'), (answer) => { count.value = answer })
  const reveal = (reason: string) => asked(() => call('POST /reveals', {}, { slip: slip(), reason }), begin)
  const is_used_up = computed(() => count.value?.left === 0)

  // Who looks away or lets somebody else look has seen enough.
  const leave = () => { if (shown.value) hide() }
  const onVisible = () => { if (document.hidden) leave() }
  window.addEventListener('blur', leave)
  document.addEventListener('visibilitychange', onVisible)
  onScopeDispose(() => {
    hide()
    window.removeEventListener('blur', leave)
    document.removeEventListener('visibilitychange', onVisible)
  })
  return { count, shown, refusal, is_busy, seconds_left, is_used_up, load, reveal, hide }
}
