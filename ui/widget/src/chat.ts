// The buyer's side of one conversation: who I am, what was said, what still waits to be sent.
//
//     asleep -> joining -> live (socket)
//                  ^         |  lost
//                  +-- wait <+      after three lost sockets in a row we also ask every 3..15 s
//
// 1. Nothing touches the network until wake().
// 2. `cursor` only passes a seq once everything before it is here; it is what we ask to resume from.
// 3. One tab at a time empties the outbox, where the browser can tell tabs apart.

import { parsed, type Keep } from './keep'
import { openOutbox } from './outbox'
import type { Agent, Conversation, Message, Queue, Unsent } from './types'

interface Reply { status: number; body: any; after_s?: number }
interface Remembered { conversation: Conversation; cursor: number; log: Message[]; agent: Agent | null }

export interface Ask {
  origin: string
  key: string
  locale: string
  keep: Keep
  agent: Agent | null
  page: () => { url: string; title: string }
  /** Something to draw anew. */
  changed: () => void
  /** The other side said something while we were listening. */
  heard: (message: Message) => void
}

const reply_ms = 12_000 // past this a call is taken for lost and tried again
const quiet_ms = 45_000 // the house pings every 25 s unseen; past this silence we ask
const remembered_count = 50
const page_count = 50

export type Chat = ReturnType<typeof openChat>

export function openChat({ origin, key, locale, keep, agent, page, changed, heard }: Ask) {
  const api = origin + '/api/v1'
  const outbox = openOutbox(keep)
  const log = new Map<number, Message>()
  const calls = new Map<number, (reply?: Reply) => void>()
  const pictures = new Map<string, Blob>()
  const progress = new Map<string, number>()

  let secret = keep.get('')
  let identity: string | undefined
  let conversation: Conversation | null = null
  let cursor = 0
  let queue: Queue | null = null
  let typing = 0

  let awake = false
  let joined = false
  let live = false
  let reachable = true
  let socket: WebSocket | undefined
  let dialling = false
  let lost = 0
  let heard_at = 0
  let call_count = 0
  let dial_timer = 0
  let poll_timer = 0
  let poll_ms = 0
  let pumping = false
  let pump_again = false
  let pump_timer = 0
  let typing_timer = 0
  let typed_at = 0
  let read_sent = 0

  const before = parsed<Remembered>(keep.get(':log'))
  if (before && secret) {
    conversation = before.conversation
    agent = before.agent ?? agent
    before.log.forEach(message => log.set(message.seq, message))
  }

  // --- asking the house ---

  async function http(method: string, path: string, body?: unknown): Promise<Reply> {
    const stop = new AbortController()
    const timer = setTimeout(() => stop.abort(), reply_ms)
    try {
      const answer = await fetch(api + path, {
        method,
        credentials: 'omit',
        signal: stop.signal,
        headers: {
          ...(secret && { Authorization: 'Visitor ' + secret }),
          ...(body !== undefined && { 'Content-Type': 'application/json' }),
        },
        body: JSON.stringify(body),
      })
      const after_s = Number(answer.headers.get('Retry-After'))
      return { status: answer.status, body: parsed(await answer.text()), after_s }
    } finally {
      clearTimeout(timer)
    }
  }

  /** Through the socket while it lives, else by a request of its own. Rejects when no answer came. */
  function call(method: string, path: string, body?: unknown): Promise<Reply> {
    if (!live) return http(method, path, body)
    const number = ++call_count
    return new Promise((done, fail) => {
      const timer = setTimeout(() => hangUp(), reply_ms)
      calls.set(number, reply => {
        clearTimeout(timer)
        calls.delete(number)
        reply ? done(reply) : fail()
      })
      socket!.send(JSON.stringify({ call: number, method, path, body }))
    })
  }

  /** Shares nothing between tabs that the other could be writing at the same moment. */
  const alone = <T>(what: string, act: () => Promise<T>): Promise<T> =>
    navigator.locks ? navigator.locks.request(`xiaoer:${key}:${what}`, act) as Promise<T> : act()

  const fine = ({ status }: Reply) => status >= 200 && status < 300

  // --- who I am ---

  async function join() {
    await alone('visit', async () => {
      secret = keep.get('')
      const visit = () => http('POST', '/visits', { key, page: page(), identity, locale })
      let reply = await visit()
      if (reply.status === 401 && secret) {
        forget()
        reply = await visit()
      }
      if (!fine(reply)) throw reply
      if (reply.body.visitor) {
        forget()
        keep.set('', (secret = reply.body.visitor))
      }
      follow(reply.body.conversation)
    })
    const [latest] = await Promise.all([
      conversation && http('GET', `/visit/messages?before_seq=${conversation.last_seq + 1}&limit=${page_count}`),
      look(),
    ])
    if (latest) {
      if (!fine(latest)) throw latest
      latest.body.items.forEach((message: Message) => log.set(message.seq, message))
      cursor = Math.max(cursor, conversation!.last_seq)
    }
    joined = true
    remember()
  }

  function forget() {
    secret = null
    keep.set('', null)
    follow(null)
  }

  function follow(next: Conversation | null) {
    if (conversation && next?.id !== conversation.id) {
      log.clear()
      cursor = read_sent = 0
      queue = null
    }
    conversation = next
    if (next && next.state !== 'waiting') queue = null
  }

  /** Who answers and how long the queue is. */
  async function look() {
    const { status, body } = await call('GET', '/visit')
    if (status === 401) joined = false
    if (status !== 200) throw status
    agent = body.agent ?? agent
    follow(body.conversation)
    queue = body.queue
    changed()
  }

  // --- the socket ---

  async function dial() {
    if (dialling || socket || !awake) return
    dialling = true
    clearTimeout(dial_timer)
    try {
      if (!joined) await join()
      const ticket = await http('POST', '/live_tickets', {})
      if (ticket.status === 401) joined = false
      if (!fine(ticket)) throw ticket
      reachable = true
      const mine = new WebSocket(`${api.replace(/^http/, 'ws')}/live?ticket=${encodeURIComponent(ticket.body.ticket)}`)
      socket = mine
      const opening = setTimeout(() => hangUp(), reply_ms)
      mine.onopen = hello
      mine.onmessage = event => {
        heard_at = Date.now()
        ;[parsed(event.data)].flat().forEach(frame => {
          if (frame) hear(frame)
        })
        if (live) clearTimeout(opening)
        changed()
      }
      mine.onclose = event => {
        clearTimeout(opening)
        if (socket === mine) drop(event.code)
      }
      void pump()
    } catch {
      drop()
    } finally {
      dialling = false
      changed()
    }
  }

  function hello() {
    socket!.send(JSON.stringify({ hello: { cursors: conversation ? { [conversation.id]: cursor } : {} } }))
  }

  function hangUp(code?: number) {
    const old = socket
    drop(code)
    old?.close()
  }

  /** The line is gone: calls on it may or may not have arrived, so they are asked again. */
  function drop(code?: number, after_ms?: number) {
    socket = undefined
    live = false
    calls.forEach(end => end())
    if (code === 4401) joined = false
    lost++
    // Full jitter around the doubling, so that a restarted house is not met by everyone at once.
    const wait = after_ms ?? Math.min(30_000, 500 * 2 ** (lost - 1))
    clearTimeout(dial_timer)
    dial_timer = window.setTimeout(dial, wait * (0.6 + Math.random() * 0.8))
    if (lost > 2 && !poll_timer) ask()
    setTimeout(changed, 1500)
    changed()
  }

  function hear(frame: any) {
    if (frame.reply) calls.get(frame.reply)?.(frame)
    else if (frame.resumed) {
      live = true
      lost = poll_ms = 0
      clearTimeout(poll_timer)
      poll_timer = 0
      void pump()
    } else if (frame.catch_up) hello()
    else if (frame.reconnect) {
      const old = socket
      lost = 0
      drop(0, frame.reconnect.after_ms)
      old?.close()
    } else if (frame.event === 'message_sent') accept(frame.data)
    else if (frame.event === 'conversation_changed') {
      if (frame.data.assignee !== conversation?.assignee || frame.data.state !== conversation?.state) look().catch(() => 0)
      follow(frame.data)
    } else if (frame.event === 'queue_place') queue = { waiting: 0, ...frame.data }
    else if (frame.event === 'person_changed') look().catch(() => 0)
    else if (frame.event === 'typing' && frame.data.side === 'agent') {
      typing = Date.now() + 6000
      clearTimeout(typing_timer)
      typing_timer = window.setTimeout(changed, 6000)
    } else if (frame.event === 'read_marked' && conversation) {
      const side = frame.data.side === 'agent' ? 'agent_read_seq' : 'buyer_read_seq'
      conversation[side] = Math.max(conversation[side], frame.data.seq)
    }
  }

  /** The second way in, for networks that let no socket through. */
  async function ask() {
    poll_timer = window.setTimeout(ask, (poll_ms = Math.min(15_000, Math.max(3000, poll_ms * 1.4))))
    if (!joined) return
    try {
      const seen = cursor
      await look()
      if (conversation && conversation.last_seq > cursor) await fill()
      if (cursor > seen) poll_ms = 0
      reachable = true
      void pump()
    } catch {
      reachable = false
    }
    changed()
  }

  // --- what was said ---

  function accept(message: Message) {
    if (message.kind === 'note') return
    if (conversation && message.conversation !== conversation.id) {
      // Another conversation has begun: its first words bring us over.
      follow({ ...conversation, id: message.conversation, last_seq: 0, buyer_read_seq: 0, agent_read_seq: 0 })
    }
    const known = log.has(message.seq)
    log.set(message.seq, message)
    if (message.client_key) settle(message.client_key)
    if (message.sender === 'agent') typing = 0
    if (message.seq === cursor + 1) cursor++
    else if (message.seq > cursor) fill().catch(() => 0)
    if (conversation) conversation.last_seq = Math.max(conversation.last_seq, message.seq)
    if (!known && message.sender !== 'buyer') heard(message)
    remember()
    changed()
  }

  /** Fetches what lies between the cursor and the newest message. */
  async function fill() {
    for (;;) {
      const newest = Math.max(...log.keys(), conversation?.last_seq ?? 0)
      const { status, body } = await call('GET', `/visit/messages?after_seq=${cursor}&limit=200`)
      if (status !== 200) throw status
      const items: Message[] = body.items
      for (const message of items) {
        const known = log.has(message.seq)
        log.set(message.seq, message)
        if (message.client_key) settle(message.client_key)
        if (!known && message.sender !== 'buyer') heard(message)
      }
      const last = items.at?.(-1)?.seq ?? 0
      if (items.length < 200) {
        cursor = Math.max(cursor, last, newest)
        remember()
        return changed()
      }
      cursor = last
    }
  }

  async function earlier() {
    const { status, body } = await call('GET', `/visit/messages?before_seq=${Math.min(...log.keys())}&limit=${page_count}`)
    if (status === 200) body.items.forEach((message: Message) => log.set(message.seq, message))
    changed()
  }

  function remember() {
    const said = messages().slice(-remembered_count)
    if (conversation) keep.set(':log', JSON.stringify({ conversation, cursor, agent, log: said }))
  }

  const messages = () => [...log.values()].filter(({ kind }) => kind !== 'note').sort((one, other) => one.seq - other.seq)

  // --- what waits to be sent ---

  function send(content: Omit<Unsent, 'client_key' | 'at'>, picture?: Blob) {
    const item = outbox.add(content)
    if (picture) pictures.set(item.client_key, picture)
    typed_at = 0
    wake()
    void pump()
    changed()
  }

  /** Confirmed: the copy kept here is no longer needed. */
  function settle(client_key: string) {
    outbox.drop(client_key)
    pictures.delete(client_key)
  }

  async function pump() {
    pump_again = true
    if (pumping || !joined) return
    pumping = true
    clearTimeout(pump_timer)
    let wait_ms = 0
    try {
      while (pump_again) {
        pump_again = false
        await alone('send', async () => {
          for (let item; (item = outbox.next()); changed()) await deliver(item)
        })
      }
    } catch (reply) {
      wait_ms = ((reply as Reply)?.after_s || 2) * 1000
    }
    pumping = false
    if (wait_ms) pump_timer = window.setTimeout(() => (joined ? pump() : dial()), wait_ms)
    changed()
  }

  async function deliver(item: Unsent) {
    const { client_key, text, card, picture } = item
    if (picture && !item.files) {
      const blob = pictures.get(client_key)
      if (!blob) return outbox.put({ ...item, why: 'lost' })
      const reply = await upload(client_key, picture, blob)
      if (refused(item, reply)) return
      outbox.put((item = { ...item, files: [reply.body.id] }))
    }
    const reply = await call('POST', '/visit/messages', { client_key, text, card, files: item.files })
    if (refused(item, reply)) return
    reachable = true
    if (!conversation) await look()
    accept(reply.body)
    poll_ms = 0
  }

  /** A refusal is final and shown; anything else is worth another try, so it is thrown. */
  function refused(item: Unsent, reply: Reply): boolean {
    const { status, body } = reply
    if (fine(reply)) return false
    if (status === 401) joined = false
    if (status < 400 || status > 499 || [401, 408, 429].includes(status)) throw reply
    outbox.put({ ...item, why: body?.reason ?? 'refused' })
    return true
  }

  /** XMLHttpRequest, because fetch cannot tell how far an upload is. */
  function upload(client_key: string, name: string, blob: Blob): Promise<Reply> {
    return new Promise((done, fail) => {
      const request = new XMLHttpRequest()
      request.open('POST', `${api}/visit/files?name=${encodeURIComponent(name)}`)
      request.setRequestHeader('Authorization', 'Visitor ' + secret)
      request.setRequestHeader('Content-Type', blob.type || 'application/octet-stream')
      request.upload.onprogress = event => {
        progress.set(client_key, event.loaded / event.total)
        changed()
      }
      request.timeout = 60_000
      request.onload = () => done({ status: request.status, body: parsed(request.responseText) })
      request.onerror = request.ontimeout = () => fail()
      request.onloadend = () => progress.delete(client_key)
      request.send(blob)
    })
  }

  // --- small signs of life ---

  function wake() {
    if (awake) return
    awake = true
    void dial()
    setInterval(() => {
      if (live && Date.now() - heard_at > quiet_ms) look().catch(() => 0)
    }, 15_000)
    addEventListener('online', nudge)
    document.addEventListener('visibilitychange', () => document.hidden || nudge())
  }

  /** The network or the buyer came back: do not wait for the timer. */
  function nudge() {
    lost = Math.min(lost, 1)
    if (live) look().catch(() => 0)
    void dial()
    void pump()
  }

  /** The buyer is writing. Only that is told, not what: unsent words are the buyer's own. */
  function writing() {
    if (!live || !conversation || Date.now() - typed_at < 3000) return
    typed_at = Date.now()
    call('PUT', '/visit/typing', {}).catch(() => 0)
  }

  function read() {
    const last = messages().pop()?.seq ?? 0
    if (!joined || !conversation || last <= Math.max(read_sent, conversation.buyer_read_seq)) return
    read_sent = conversation.buyer_read_seq = last
    call('PUT', '/visit/read', { seq: last }).catch(() => (read_sent = 0))
    remember()
  }

  addEventListener('storage', ({ key: name, newValue }) => {
    if (!name?.startsWith('xiaoer:' + key)) return
    if (name === 'xiaoer:' + key && newValue !== secret && joined) {
      joined = false
      hangUp()
    }
    changed()
  })

  const state = () => ({
    messages: messages(),
    unsent: outbox.list(),
    progress,
    pictures,
    agent,
    queue: conversation?.state === 'waiting' ? queue : null,
    read_by_agent: conversation?.agent_read_seq ?? 0,
    unread: messages().filter(
      ({ seq, sender }) => sender !== 'buyer' && sender !== 'system' && seq > (conversation?.buyer_read_seq ?? 0),
    ).length,
    typing: typing > Date.now(),
    more: Math.min(...log.keys()) > 1,
    cut: awake && !live && (lost > 2 ? !reachable : lost > 0),
    open: conversation?.state !== 'closed' && conversation,
  })

  return {
    wake, send, state, earlier, writing, read,
    again(item: Unsent) {
      outbox.again(item)
      wake()
      void pump()
      changed()
    },
    remove(item: Unsent) {
      settle(item.client_key)
      changed()
    },
    /** A signed name from the shop. Known at once if we are talking, else with the next visit. */
    identify(jws: string) {
      identity = jws
      if (!awake) return
      joined = false
      hangUp()
    },
  }
}
