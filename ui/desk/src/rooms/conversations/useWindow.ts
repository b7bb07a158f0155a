// Which messages of a long log are in the document, and how the scroll position is kept.
//
//   log    [first ............................ last]
//   window            [low ...... high]            at most MOST; high = Infinity sticks to the tail
import { computed, nextTick, onScopeDispose, ref, watch, type Ref } from 'vue'
import { firstSeq, lastSeq, type Log } from './log'

const OPENING = 200
const STEP = 100
const MOST = 400
const NEAR_PX = 500
const PINNED_PX = 60

export function useWindow(
  box: Readonly<Ref<HTMLElement | null>>,
  inner: Readonly<Ref<HTMLElement | null>>,
  log: Ref<Log | undefined>,
  older: () => Promise<void>,
  key: () => string,
) {
  const low = ref(0)
  const high = ref(Infinity)
  const is_pinned = ref(true)
  let is_moving = false

  const shown = computed(() => {
    const items = log.value?.items ?? []
    const first = items[0]?.seq ?? 0
    return items.slice(Math.max(0, low.value - first), high.value === Infinity ? undefined : high.value - first + 1)
  })
  const is_at_tail = computed(() => high.value === Infinity)

  function toBottom() {
    if (box.value) box.value.scrollTop = box.value.scrollHeight
  }

  /** Changes what is drawn while the message under the eye stays where it is. */
  async function keepingPlace(move: () => void) {
    const element = box.value
    if (!element) return
    const top = element.getBoundingClientRect().top
    const anchor = [...element.querySelectorAll<HTMLElement>('[data-seq]')]
      .find((one) => one.getBoundingClientRect().bottom > top)
    const before = anchor?.getBoundingClientRect().top ?? 0
    move()
    await nextTick()
    const again = anchor && element.querySelector<HTMLElement>(`[data-seq="${anchor.dataset.seq}"]`)
    if (again) element.scrollTop += again.getBoundingClientRect().top - before
  }

  async function back() {
    const first = firstSeq(log.value ?? { items: [], has_before: false })
    if (low.value <= first) {
      if (!log.value?.has_before) return
      // Fetched first: whoever scrolls on meanwhile must not be pulled back. The window stays
      // closed while it comes, so that nothing is drawn before its place is kept.
      low.value = first
      await older()
      await keepingPlace(() => {
        low.value = Math.max(firstSeq(log.value ?? { items: [], has_before: false }), first - STEP)
        trimTail()
      })
    } else {
      await keepingPlace(() => {
        low.value = Math.max(first, low.value - STEP)
        trimTail()
      })
    }
  }

  function trimTail() {
    const last = lastSeq(log.value ?? { items: [], has_before: false })
    if (Math.min(high.value, last) - low.value + 1 > MOST) high.value = low.value + MOST - 1
  }

  async function forth() {
    const last = lastSeq(log.value ?? { items: [], has_before: false })
    await keepingPlace(() => {
      const wanted = high.value + STEP
      high.value = wanted >= last ? Infinity : wanted
      low.value = Math.max(low.value, Math.min(wanted, last) - MOST + 1)
    })
  }

  async function scrolled() {
    const element = box.value
    if (!element) return
    const below = element.scrollHeight - element.scrollTop - element.clientHeight
    is_pinned.value = is_at_tail.value && below < PINNED_PX
    if (is_moving) return
    is_moving = true
    try {
      if (element.scrollTop < NEAR_PX) await back()
      else if (!is_at_tail.value && below < NEAR_PX) await forth()
    } finally {
      is_moving = false
    }
  }

  /** The newest messages, at the bottom. */
  async function toTail() {
    high.value = Infinity
    low.value = Math.max(0, lastSeq(log.value ?? { items: [], has_before: false }) - OPENING + 1)
    is_pinned.value = true
    await nextTick()
    toBottom()
  }

  /** Puts one message in the middle, when the log has it. */
  async function show(seq: number) {
    const last = lastSeq(log.value ?? { items: [], has_before: false })
    if (seq < low.value || seq > high.value) {
      low.value = Math.max(0, seq - STEP)
      high.value = seq + STEP >= last ? Infinity : seq + STEP
    }
    is_pinned.value = false
    await nextTick()
    box.value?.querySelector(`[data-seq="${seq}"]`)?.scrollIntoView({ block: 'center' })
  }

  watch([key, () => log.value !== undefined], () => void toTail(), { immediate: true, flush: 'post' })
  watch(() => lastSeq(log.value ?? { items: [], has_before: false }), (last) => {
    if (is_pinned.value && last - low.value + 1 > MOST) low.value = last - OPENING + 1
  })

  // Pictures load, the composer grows, the window changes: a reader at the bottom stays there.
  const watcher = new ResizeObserver(() => { if (is_pinned.value) toBottom() })
  watch([box, inner], ([a, b]) => {
    watcher.disconnect()
    if (a) watcher.observe(a)
    if (b) watcher.observe(b)
  }, { immediate: true, flush: 'post' })
  onScopeDispose(() => watcher.disconnect())

  return { shown, is_pinned, is_at_tail, scrolled, toTail, show }
}
