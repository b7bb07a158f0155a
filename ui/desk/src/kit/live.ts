// The one socket of the desk.
//
//   ticket -> open -> hello with cursors -> replayed events -> resumed -> live
//      ^                                                                  |
//      '---- 0.5 s x 2^n, at most 30 s, jitter 0.6-1.4 ---- lost <--------'
//
// 1. Frames are one object or an array of objects, and are applied in the order they came.
// 2. Nothing is lost in a gap: hello tells the last message we saw of each conversation.
// 3. A call that the socket cannot carry is refused at once, so the caller can use HTTP.
import { computed, onScopeDispose, ref } from 'vue'
import type { Events } from './api.gen'
import { addressed, call, Refusal, unreachable, type Answer, type Params, type Route } from './api'
import { session, session_ended } from './session'

export type LiveState = 'off' | 'connecting' | 'live' | 'lost'
type Frame = Record<string, unknown>
type Handler = (data: never) => void

const CALL_TIMEOUT_MS = 10_000
const SILENCE_MS = 60_000

export const live_state = ref<LiveState>('off')
/** How many times we tried to come back since the socket was lost. */
export const attempts = ref(0)
/** Seen by people as "offline": not for the blink of a first attempt. */
export const is_offline = computed(() => live_state.value === 'lost' && attempts.value > 0)

const handlers = new Map<string, Set<Handler>>()
const resumers = new Set<() => void>()
const calls = new Map<number, { resolve(body: unknown): void; reject(why: Refusal): void }>()
let cursors: () => Record<string, number> = () => ({})
let socket: WebSocket | undefined
let next_call = 1
let retry_timer = 0
let silence_timer = 0

/** How long to wait before try `n` (from 0). `chance` is 0..1. */
export function waitBefore(n: number, chance: number): number {
  return Math.min(30_000, 500 * 2 ** n) * (0.6 + 0.8 * chance)
}

/** Hears one kind of event for as long as the component, or the desk, lives. */
export function on<E extends keyof Events>(event: E, hear: (data: Events[E]) => void): () => void {
  const all = handlers.get(event) ?? new Set<Handler>()
  handlers.set(event, all.add(hear as Handler))
  return () => all.delete(hear as Handler)
}

export function useEvent<E extends keyof Events>(event: E, hear: (data: Events[E]) => void) {
  onScopeDispose(on(event, hear))
}

/** Runs when the socket is live again and what was missed has been replayed. */
export function onResumed(act: () => void): () => void {
  resumers.add(act)
  return () => resumers.delete(act)
}

export function useResumed(act: () => void) {
  onScopeDispose(onResumed(act))
}

/** The conversations room says which message of each conversation it saw last. */
export function provideCursors(read: () => Record<string, number>) {
  cursors = read
}

function hello() {
  socket?.send(JSON.stringify({ hello: { cursors: cursors() } }))
}

function tell(event: string, data: unknown) {
  for (const hear of handlers.get(event) ?? []) hear(data as never)
}

function answerCall(frame: Frame) {
  const waiting = calls.get(frame.reply as number)
  calls.delete(frame.reply as number)
  const status = frame.status as number
  if (status < 300) return waiting?.resolve(frame.body)
  const said = (frame.body ?? {}) as Record<string, string>
  waiting?.reject(new Refusal(status, said.code ?? 'unavailable', said.reason ?? '', said.field, said.request_id, said.detail))
}

function resumed() {
  live_state.value = 'live'
  attempts.value = 0
  for (const act of resumers) act()
}

/** Exported for tests; one frame as the server sent it. */
export function take(text: string) {
  const parsed = JSON.parse(text) as Frame | Frame[]
  for (const frame of Array.isArray(parsed) ? parsed : [parsed]) {
    if ('event' in frame) tell(frame.event as string, frame.data)
    else if ('reply' in frame) answerCall(frame)
    else if ('resumed' in frame) resumed()
    else if ('catch_up' in frame) hello()
    else if ('reconnect' in frame) {
      again((frame.reconnect as { after_ms: number }).after_ms * (0.6 + 0.8 * Math.random()))
    }
  }
}

function dropCalls() {
  for (const waiting of calls.values()) waiting.reject(unreachable())
  calls.clear()
}

function again(after_ms = waitBefore(attempts.value, Math.random())) {
  window.clearTimeout(retry_timer)
  retry_timer = window.setTimeout(() => void connect(), after_ms)
}

function lost(code: number) {
  window.clearTimeout(silence_timer)
  socket = undefined
  dropCalls()
  if (live_state.value === 'off') return
  live_state.value = 'lost'
  if (code === 4401) {
    session_ended.value = true
    return
  }
  again()
}

// A dead network path sends no close. The server pings every 25 s, which scripts cannot see, so
// the desk asks something small itself when it has heard nothing for a while.
function heard() {
  window.clearTimeout(silence_timer)
  silence_timer = window.setTimeout(() => {
    const silent = socket
    liveCall('GET /conversations/counts', undefined).catch((why: Refusal) => {
      if (why.status !== 0 || !silent || socket !== silent) return
      // Its close would wait for the other end, which is the one that does not answer.
      silent.onclose = null
      silent.close(4000)
      lost(4000)
    })
  }, SILENCE_MS)
}

async function connect() {
  if (live_state.value === 'off' || session_ended.value) return
  window.clearTimeout(retry_timer)
  if (socket) {
    socket.onclose = null
    socket.close(1000)
    socket = undefined
  }
  if (live_state.value === 'lost') attempts.value++
  try {
    const { ticket } = await call('POST /live_tickets')
    if (live_state.value !== 'connecting' && live_state.value !== 'lost') return
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws'
    const mine = new WebSocket(`${scheme}://${location.host}/api/v1/live?ticket=${encodeURIComponent(ticket)}`)
    socket = mine
    mine.onopen = () => { hello(); heard() }
    mine.onmessage = (message) => { heard(); take(String(message.data)) }
    mine.onclose = (event) => { if (socket === mine) lost(event.code) }
  } catch (why) {
    lost(why instanceof Refusal && why.status === 401 ? 4401 : 1006)
  }
}

function kick() {
  if (live_state.value === 'lost' && document.visibilityState === 'visible') again(50)
}

export function startLive() {
  if (live_state.value !== 'off') return
  live_state.value = 'connecting'
  window.addEventListener('online', kick)
  document.addEventListener('visibilitychange', kick)
  void connect()
}

export function stopLive() {
  live_state.value = 'off'
  window.clearTimeout(retry_timer)
  window.removeEventListener('online', kick)
  document.removeEventListener('visibilitychange', kick)
  socket?.close(1000)
  socket = undefined
}

/** After signing in again, or when a person presses "now". */
export function reconnectNow() {
  if (live_state.value === 'lost' && session.value) void connect()
}

/** Calls a route through the socket. Refused with status 0 when there is no live socket. */
export function liveCall<R extends Route>(
  route: R, params: Params<R>, body?: unknown,
): Promise<Answer<R>> {
  const open = socket
  if (!open || open.readyState !== WebSocket.OPEN) return Promise.reject(unreachable())
  const { method, path } = addressed(route, params)
  const number = next_call++
  return new Promise((resolve, reject) => {
    calls.set(number, { resolve: resolve as (body: unknown) => void, reject })
    window.setTimeout(() => {
      if (calls.delete(number)) reject(unreachable())
    }, CALL_TIMEOUT_MS)
    open.send(JSON.stringify({ call: number, method, path, ...(body === undefined ? {} : { body }) }))
  })
}
