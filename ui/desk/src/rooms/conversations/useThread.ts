// The thread of one conversation: fetched once, then kept whole by events.
import { computed, ref, shallowReactive, watch } from 'vue'
import { call, Refusal } from '../../kit/api'
import type { Message } from '../../kit/api.gen'
import { on, onResumed, provideCursors } from '../../kit/live'
import { conversations } from './conversations'
import { appended, empty_log, firstSeq, followed, lastSeq, preceded, type Log } from './log'

const PAGE = 100
const KEPT_THREADS = 12

const logs = shallowReactive(new Map<string, Log>())
const mending = new Set<string>()

provideCursors(() => Object.fromEntries([...logs].map(([id, log]) => [id, lastSeq(log)])))

/** Brings a thread up to date when messages between are missing. */
async function mend(id: string) {
  if (mending.has(id)) return
  mending.add(id)
  try {
    for (;;) {
      const log = logs.get(id)
      if (!log) return
      const { items } = await call('GET /conversations/{id}/messages', { id, after_seq: lastSeq(log), limit: PAGE })
      logs.set(id, followed(logs.get(id) ?? log, items))
      if (items.length < PAGE) return
    }
  } catch {
    // The next event or the next hello mends it.
  } finally {
    mending.delete(id)
  }
}

export function addMessage(message: Message) {
  const log = logs.get(message.conversation)
  if (!log) return
  const longer = appended(log, message)
  if (longer) logs.set(message.conversation, longer)
  else void mend(message.conversation)
}

on('message_sent', addMessage)
onResumed(() => {
  for (const [id, log] of logs) {
    if ((conversations.get(id)?.last_seq ?? 0) > lastSeq(log)) void mend(id)
  }
})

function forgetOldest(keep: string) {
  for (const id of logs.keys()) {
    if (logs.size <= KEPT_THREADS) return
    if (id !== keep) logs.delete(id)
  }
}

export function forgetThreads() {
  logs.clear()
}

/** The messages of the conversation `id()` names. */
export function useThread(id: () => string) {
  const refusal = ref<Refusal>()
  const is_paging = ref(false)
  const log = computed(() => logs.get(id()))
  const state = computed(() => {
    if (log.value) return 'ready' as const
    if (!refusal.value) return 'loading' as const
    return refusal.value.code === 'forbidden' || refusal.value.code === 'not_found' ? 'refused' as const : 'broken' as const
  })

  async function older() {
    const wanted = id()
    const had = logs.get(wanted) ?? empty_log
    if (is_paging.value || !had.has_before) return
    is_paging.value = true
    try {
      const before = firstSeq(had)
      const { items } = await call('GET /conversations/{id}/messages', {
        id: wanted, limit: PAGE, ...(before ? { before_seq: before } : {}),
      })
      logs.set(wanted, preceded(logs.get(wanted) ?? empty_log, items, PAGE))
      refusal.value = undefined
    } catch (why) {
      if (wanted === id()) refusal.value = why instanceof Refusal ? why : new Refusal(0, 'unavailable', '')
    } finally {
      is_paging.value = false
    }
  }

  /** Loads back until the message `seq` is there. */
  async function reach(seq: number) {
    const wanted = id()
    for (let tries = 0; tries < 120; tries++) {
      const had = logs.get(wanted)
      if (wanted !== id() || !had || !had.has_before || firstSeq(had) <= seq) return
      await older()
      if (refusal.value) return
    }
  }

  watch(id, async (wanted) => {
    refusal.value = undefined
    is_paging.value = false
    const had = logs.get(wanted)
    if (!had) await older()
    else if ((conversations.get(wanted)?.last_seq ?? 0) > lastSeq(had)) await mend(wanted)
    forgetOldest(wanted)
  }, { immediate: true })

  return { log, state, refusal, is_paging, older, reach, retry: older }
}
