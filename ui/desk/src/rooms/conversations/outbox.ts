// Messages on their way. Kept in the browser, so a reload or a dead network loses none.
//
//   queued -> sending -> (gone: the event or the answer shows the message)
//     ^         |-> held    yellow: the server makes us wait three seconds, then `held: true`
//     |         |-> failed  refused; a person may try again or take the words back
//     '---------'-> queued  the network failed; tried again in order
//
// 1. Messages of one conversation go in the order they were written.
// 2. Every try carries the same client_key, so a message arrives once however often it is sent.
// 3. Something that could not leave for 24 hours is not sent late: it fails where it can be seen.
import { computed, ref, shallowRef, watch } from 'vue'
import { call, Refusal } from '../../kit/api'
import type { Card, File, Message, Verdict } from '../../kit/api.gen'
import { onResumed } from '../../kit/live'
import { me, session_ended } from '../../kit/session'
import { remember, remembered } from '../../kit/store'
import { now, toMicros } from '../../kit/time'

export interface Outgoing {
  client_key: string
  conversation: string
  kind: 'reply' | 'note'
  text: string
  files: File[]
  card?: Card
  override_reason?: string
  written_at: number
  state: 'queued' | 'sending' | 'held' | 'failed'
  /** Held until this instant. */
  until?: number
  verdict?: Verdict
  refusal?: { status: number; code: string; reason: string; detail?: unknown }
}

const OLDEST = toMicros(24 * 3600 * 1000)
export const HOLD_MS = 3000
// The server measures from its own first look, so we wait a little longer than it asks.
const HOLD_MARGIN_MS = 250
const RETRY_MS = 4000

const items = shallowRef<readonly Outgoing[]>([])
/** The last message the server stopped, so that the composer can take its words back. */
export const stopped = ref<Outgoing>()
let owner = ''
let announce: (message: Message) => void = () => undefined
const working = new Set<string>()

const slot = () => `xiaoer.outbox.${owner}`
const save = () => remember(slot(), items.value.length > 0 ? items.value : undefined)

function set(key: string, difference: Partial<Outgoing>) {
  items.value = items.value.map((one) => (one.client_key === key ? { ...one, ...difference } : one))
  save()
}

function drop(key: string) {
  items.value = items.value.filter((one) => one.client_key !== key)
  save()
}

/** Reads what the last visit left behind. */
export function openOutbox(told: (message: Message) => void) {
  announce = told
  owner = me.value?.id ?? ''
  items.value = remembered<Outgoing[]>(slot(), []).map((one) =>
    one.state === 'failed' ? one : { ...one, state: 'queued' as const })
  void flush()
}

export const outgoing = (conversation: () => string) =>
  computed(() => items.value.filter((one) => one.conversation === conversation()))
export const queued_count = computed(() => items.value.filter((one) => one.state === 'queued').length)

export function send(draft: Pick<Outgoing, 'conversation' | 'kind' | 'text' | 'files'> & Partial<Outgoing>) {
  const item: Outgoing = { client_key: crypto.randomUUID(), written_at: now(), state: 'queued', ...draft }
  items.value = [...items.value, item]
  const is_kept = save()
  void flush()
  return is_kept
}

/** A product, shown to the buyer as a card. */
export const sendCard = (conversation: string, card: Card) => send({ conversation, kind: 'reply', text: '', files: [], card })

/** The event may come before the answer. */
export function arrived(message: Message) {
  if (message.client_key && items.value.some((one) => one.client_key === message.client_key)) {
    drop(message.client_key)
  }
}

export function retry(key: string) {
  set(key, { state: 'queued', written_at: now() })
  void flush()
}

/** Takes a message out of the box, to be written again or forgotten. */
export function takeBack(key: string): Outgoing | undefined {
  const item = items.value.find((one) => one.client_key === key)
  drop(key)
  void flush()
  return item
}

function settle(item: Outgoing, why: unknown) {
  const refusal = why instanceof Refusal ? why : new Refusal(0, 'unreachable', 'unreachable')
  const { status, code, reason, detail } = refusal
  if (reason === 'hold') {
    const until = now() + toMicros(HOLD_MS + HOLD_MARGIN_MS)
    set(item.client_key, { state: 'held', until, verdict: detail as Verdict })
    window.setTimeout(() => void flush(), HOLD_MS + HOLD_MARGIN_MS)
  } else if (reason === 'stopped') {
    drop(item.client_key)
    stopped.value = { ...item, verdict: detail as Verdict }
  } else if (refusal.is_passing || session_ended.value || status === 401) {
    set(item.client_key, { state: 'queued' })
    if (status !== 401) window.setTimeout(() => void flush(), (refusal.retry_after || RETRY_MS / 1000) * 1000)
  } else {
    set(item.client_key, { state: 'failed', refusal: { status, code, reason, detail } })
  }
}

async function push(item: Outgoing) {
  const was_held = item.until !== undefined
  set(item.client_key, { state: 'sending' })
  const { client_key, kind, text, card, override_reason } = item
  try {
    const message = await call('POST /conversations/{id}/messages', { id: item.conversation }, {
      client_key, kind, text,
      ...(item.files.length > 0 ? { files: item.files.map((file) => file.id) } : {}),
      ...(card ? { card } : {}),
      ...(override_reason ? { override_reason } : {}),
      ...(was_held ? { held: true } : {}),
    })
    drop(client_key)
    announce(message)
  } catch (why) {
    if (items.value.some((one) => one.client_key === client_key)) settle(item, why)
  }
}

/** The next message of a conversation that may go now. */
function nextOf(conversation: string): Outgoing | undefined {
  const first = items.value.find((one) => one.conversation === conversation && one.state !== 'failed')
  if (!first) return undefined
  if (first.state === 'held') return (first.until ?? 0) <= now() ? first : undefined
  return first.state === 'queued' ? first : undefined
}

function expire() {
  for (const one of items.value) {
    if (one.state === 'queued' && one.written_at < now() - OLDEST) {
      set(one.client_key, { state: 'failed', refusal: { status: 0, code: 'too_old', reason: 'too_old' } })
    }
  }
}

async function flushOne(conversation: string) {
  if (working.has(conversation)) return
  working.add(conversation)
  try {
    for (let item = nextOf(conversation); item; item = nextOf(conversation)) {
      await push(item)
      if (items.value.find((one) => one.client_key === item?.client_key)?.state === 'queued') return
    }
  } finally {
    working.delete(conversation)
  }
}

export async function flush() {
  if (!me.value || session_ended.value) return
  expire()
  await Promise.all([...new Set(items.value.map((one) => one.conversation))].map(flushOne))
}

onResumed(() => void flush())
watch(session_ended, (ended) => { if (!ended) void flush() })
window.addEventListener('online', () => void flush())
