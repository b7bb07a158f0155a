// The buyer's side of one conversation: who I am, what was said, what still waits to be sent.
//
//     asleep -> joining -> live (socket)
//                  ^         |  lost
//                  +-- wait <+      after three lost sockets in a row we also ask every 3..15 s
//
// 1. Nothing touches the network until wake().
// 2. `cursor` only passes a seq once everything before it is here; it is what we ask to resume from.
// 3. One tab at a time empties the outbox, where the browser can tell tabs apart.

import { parsed } from './keep'
import { callForm } from './call_back'
import { chatTexts, type ChatTexts } from './chat_texts'
import { el } from './dom'
import { clean } from './links'
import { cardOf, orderPicker, type OrderSeen } from './orders'
import { bytesOf, smaller } from './picture'
import { unreadIn } from './unread'
import type { Ask, Remembered, Waiting } from './chat_when_needed'
import type { Conversation, Message, Queue, Unsent } from './types'

interface Reply { status: number; body: any; after_s?: number }

const reply_ms = 12_000 // past this a call is taken for lost and tried again
const quiet_ms = 45_000 // the house pings every 25 s unseen; past this silence we ask
const page_count = 50

export type Chat = ReturnType<typeof openChat>

export function openChat({ origin, key, locale, keep, agent, changed, heard }: Ask, { outbox, pictures, waitingPicture }: Waiting) {
  const api = origin + '/api/v1'
  const log = new Map<number, Message>()
  const calls = new Map<number, (reply?: Reply) => void>()
  const progress = new Map<string, number>()

  let secret = keep.get('')
  let identity: string | undefined
  let conversation: Conversation | null = null
  let cursor = 0
  let file_pass = ''
  let queue: Queue | null = null
  let picker: HTMLElement | undefined
  let calling: HTMLElement | undefined
  let asked_for = ''
  let typing_until = 0
  let typed_at = 0
  let read_sent = 0

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

  const before = parsed<Remembered>(keep.get(':log'))
  if (before && secret) {
    conversation = before.conversation
    agent = before.agent ?? agent
    before.log.forEach(message => log.set(message.seq, message))
  }

  // --- asking the house ---

  async function http(method: string, path: string, body?: unknown): Promise<Reply> {
    const answer = await fetch(api + path, {
      method,
      credentials: 'omit',
      signal: AbortSignal.timeout?.(reply_ms),
      headers: {
        ...(secret && { Authorization: 'Visitor ' + secret }),
        ...(body ? { 'Content-Type': 'application/json' } : {}),
      },
      body: JSON.stringify(body),
    })
    const after_s = Number(answer.headers.get('Retry-After'))
    return { status: answer.status, body: parsed(await answer.text()), after_s }
  }

  /** Through the socket while it lives, else by a request of its own. Rejects when no answer came. */
  function call(method: string, path: string, body?: unknown): Promise<Reply> {
    if (!live) return http(method, path, body)
    return new Promise((done, fail) => {
      const number = ++call_count
      const timer = setTimeout(lose, reply_ms)
      calls.set(number, reply => {
        clearTimeout(timer)
        calls.delete(number)
        reply ? done(reply) : fail()
      })
      socket!.send(JSON.stringify({ call: number, method, path, body }))
    })
  }

  async function must(reply: Reply | Promise<Reply>) {
    const { status, body } = await reply
    if (status === 401) joined = false
    if (status > 299) throw status
    return body
  }

  /** Lets no other tab of this shop do the same at the same moment. */
  const alone = (what: string, act: () => Promise<void>): Promise<void> =>
    navigator.locks ? (navigator.locks.request(`xiaoer:${key}:${what}`, act) as Promise<unknown> as Promise<void>) : act()

  // --- who I am ---

  const here = () =>
    /^http/.test(location.href) ? { url: location.href.slice(0, 1000), title: clean(document.title.slice(0, 200)) } : undefined

  async function join() {
    await alone('visit', async () => {
      secret = keep.get('')
      const visit = () => http('POST', '/visits', { key, page: here(), identity, locale })
      let reply = await visit()
      // A name that is not good, or no longer, must not keep anybody from talking; nor must a lost secret.
      if (identity && reply.status > 399 && reply.status < 429) {
        identity = undefined
        reply = await visit()
      }
      if (secret && reply.status === 401) {
        forget(null)
        reply = await visit()
      }
      const body = await must(reply)
      if (body.visitor) forget(body.visitor)
      file_pass = body.file_pass
      follow(body.conversation)
    })
    const newest = conversation?.last_seq ?? 0
    await Promise.all([newest && pull(`before_seq=${newest + 1}`), look()])
    cursor = Math.max(cursor, newest)
    joined = true
    remember()
  }

  function forget(next: string | null) {
    keep.set('', (secret = next))
    keep.set(':log', null)
    follow(null)
  }

  function follow(next: Conversation | null) {
    if (conversation && next?.id !== conversation.id) {
      log.clear()
      cursor = read_sent = 0
    }
    conversation = next
  }

  /** Who answers and how long the queue is. */
  async function look() {
    const body = await must(call('GET', '/visit'))
    agent = body.agent ?? agent
    // The expected wait and whether anybody is there come by the socket; they stay until it says otherwise.
    queue = body.queue && { ...queue, ...body.queue }
    file_pass = body.file_pass
    follow(body.conversation)
    if (body.contact.verified && asked_for !== body.contact.id) void orders((asked_for = body.contact.id)).catch(changed)
    changed()
  }

  /** Orders are a proved buyer's only. */
  async function orders(of: string) {
    const { items } = await must(call('GET', '/visit/orders'))
    const words = chatTexts[locale === 'en' ? 'en' : 'zh']
    const next = orderPicker(items.map((seen: OrderSeen) => cardOf(seen, origin)), words, card => {
      outbox.add({ card })
      changed()
      go()
    })
    picker?.remove()
    if (of === asked_for) picker = next
    changed()
  }

  const glance = () => look().catch(changed)

  // --- the socket ---

  async function dial() {
    if (dialling || socket || !awake) return
    dialling = true
    clearTimeout(dial_timer)
    try {
      if (!joined) await join()
      void pump()
      const { ticket } = await must(http('POST', '/live_tickets', {}))
      reachable = true
      const mine = (socket = new WebSocket(`${api.replace('http', 'ws')}/live?ticket=${encodeURIComponent(ticket)}`))
      const opening = setTimeout(lose, reply_ms)
      mine.onopen = hello
      mine.onmessage = ({ data }) => {
        heard_at = Date.now()
        if (socket === mine) [parsed(data)].flat().forEach(hear)
        if (live) clearTimeout(opening)
        changed()
      }
      mine.onclose = ({ code }) => {
        clearTimeout(opening)
        if (code === 4401) joined = false
        if (socket === mine) lose()
      }
    } catch {
      reachable = false
      lose()
    }
    dialling = false
    changed()
  }

  function hello() {
    socket!.send(JSON.stringify({ hello: { cursors: conversation ? { [conversation.id]: cursor } : {} } }))
  }

  /** The line is gone: calls on it may or may not have arrived, so they are asked again. */
  function lose(after_ms?: number) {
    const old = socket
    socket = undefined
    live = false
    old?.close()
    calls.forEach(end => end())
    // Spread around the doubling, so that a restarted house is not met by everyone at once.
    const wait_ms = after_ms || Math.min(30_000, 500 * 2 ** lost++)
    clearTimeout(dial_timer)
    dial_timer = window.setTimeout(dial, wait_ms * (0.6 + Math.random() * 0.8))
    if (lost > 2 && !poll_timer) void ask()
    changed()
  }

  function hear(frame: any) {
    const { event, data = {} } = frame
    if (frame.reply) calls.get(frame.reply)?.(frame)
    if (frame.resumed) {
      live = true
      lost = poll_ms = 0
      clearTimeout(poll_timer)
      poll_timer = 0
      void pump()
    }
    if (frame.catch_up) hello()
    if (frame.reconnect) lose(frame.reconnect.after_ms)
    if (event === 'message_sent') accept(data)
    if (event === 'queue_place') queue = data
    if (event === 'person_changed') void glance()
    if (event === 'conversation_changed') {
      const same = data.assignee === conversation?.assignee && data.state === conversation?.state
      follow(data)
      if (!same) void glance()
    }
    if (event === 'typing' && data.side === 'agent') {
      typing_until = Date.now() + 6000
      setTimeout(changed, 6000)
    }
    if (event === 'read_marked' && conversation) {
      const side = `${data.side as 'agent' | 'buyer'}_read_seq` as const
      conversation[side] = Math.max(conversation[side], data.seq)
    }
  }

  /** The second way in, for networks that let no socket through. */
  async function ask() {
    poll_ms = Math.min(15_000, poll_ms * 1.4 || 3000)
    poll_timer = window.setTimeout(ask, poll_ms)
    if (!joined) return
    const seen = cursor
    try {
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

  async function pull(query: string): Promise<Message[]> {
    const { items } = await must(call('GET', `/visit/messages?limit=${page_count}&${query}`))
    items.forEach(add)
    changed()
    return items
  }

  function add(message: Message) {
    if (message.kind === 'note') return
    const news = joined && message.seq > cursor && !log.has(message.seq) && /agent|bot/.test(message.sender)
    log.set(message.seq, message)
    if (message.client_key) settle(message.client_key)
    if (message.sender === 'agent') typing_until = 0
    if (news) heard(message)
  }

  function accept(message: Message) {
    const { conversation: id, seq } = message
    // Another conversation has begun: its first words bring us over.
    const begun = conversation?.id !== id
    if (begun) follow({ ...conversation!, id, last_seq: 0, buyer_read_seq: 0, agent_read_seq: 0 })
    add(message)
    conversation!.last_seq = Math.max(conversation!.last_seq, seq)
    // Who answers has read.
    if (message.sender === 'agent') conversation!.agent_read_seq = Math.max(conversation!.agent_read_seq, seq)
    if (seq === cursor + 1) cursor++
    else if (seq > cursor) fill().catch(changed)
    // It says who is there now, or that nobody is; a new one, where it stands in the queue.
    if (begun || message.kind === 'system') void glance()
    remember()
    changed()
  }

  /** Fetches what lies between the cursor and the newest message. */
  async function fill() {
    for (;;) {
      const newest = Math.max(conversation!.last_seq, ...log.keys())
      const items = await pull('after_seq=' + cursor)
      const full = items.length === page_count
      cursor = Math.max(cursor, full ? items[page_count - 1]!.seq : newest)
      if (!full) return remember()
    }
  }

  function remember() {
    if (conversation) keep.set(':log', JSON.stringify({ conversation, agent, log: messages().slice(-page_count) }))
  }

  const messages = () => [...log.values()].sort((one, other) => one.seq - other.seq).map(named)

  /** An order is called by its number. */
  function named(message: Message): Message {
    const { card } = message
    if (card?.kind !== 'order') return message
    const picture = card.picture.startsWith('/') ? origin + card.picture : card.picture
    return { ...message, card: { ...card, picture, title: `${card.number} · ${card.title}` } }
  }

  /** How the queue stands; and the way out of it: the words become a message that somebody owns. */
  function place(): { text: string; leave: HTMLElement } | null {
    if (conversation?.state !== 'waiting' || !queue) return null
    const words = chatTexts[locale === 'en' ? 'en' : 'zh']
    const wait_s = queue.wait_s ?? 0
    const wait = wait_s ? words.wait.replace('#', String(Math.ceil(wait_s / 60))) : ''
    const next = agent?.online && queue.is_open !== false ? words.next : words.nobody
    const text = queue.place > 1 || wait_s > 60 ? words.place.replace('#', String(queue.place)) + wait : next
    const way = (name: string, click: () => void) => {
      const one = el('button', { class: 'leave', type: 'button', click }, name)
      one.style.cssText = 'margin-inline-start:8px;border:0;background:none;color:inherit;font:inherit;text-decoration:underline;cursor:pointer'
      return one
    }
    const leave = el('span', {}, way(words.leave, () => void call('POST', '/visit/message_left', {}).then(glance, changed)), way(words.call, askCall))
    return { text, leave }
  }

  /** Takes the place of the orders over the field until it is sent or put aside. */
  function askCall() {
    if (calling) return
    const words = chatTexts[locale === 'en' ? 'en' : 'zh']
    picker?.remove()
    calling = callForm(words, async (phone, when) => {
      const { status, body } = await call('POST', '/visit/call_back', { phone, when }).catch((): Reply => ({ status: 0, body: null }))
      void glance()
      return status < 300 && status > 0 ? undefined : (body?.reason ?? 'no_call')
    }, () => {
      calling?.remove()
      calling = undefined
      changed()
    })
    changed()
    calling.querySelector('input')?.focus()
  }

  // --- what waits to be sent ---

  /** Something new waits in the outbox. */
  function go() {
    typed_at = 0
    wake()
    void pump()
    changed()
  }

  /** Confirmed: the copy kept here is no longer needed. */
  function settle(client_key: string) {
    outbox.drop(client_key)
    pictures.delete(client_key)
    keep.set(':picture:' + client_key, null)
  }

  async function pump() {
    pump_again = true
    if (pumping || !joined) return
    pumping = true
    clearTimeout(pump_timer)
    try {
      while (pump_again) {
        pump_again = false
        await alone('send', async () => {
          for (let item; (item = outbox.next()); changed()) await deliver(item)
        })
      }
    } catch (reply) {
      pump_timer = window.setTimeout(() => (joined ? pump() : lose(1)), ((reply as Reply)?.after_s || 2) * 1000)
    }
    pumping = false
    changed()
  }

  async function deliver(item: Unsent) {
    const { client_key, text, card, picture } = item
    let { files } = item
    if (picture && !files) {
      const waiting = waitingPicture(client_key)
      if (!waiting) return outbox.put({ ...item, why: 'lost' })
      const file = accepted(item, await upload(client_key, picture, bytesOf(waiting)))
      if (!file) return
      files = [file.id]
      outbox.put({ ...item, files })
    }
    const message = accepted(item, await call('POST', '/visit/messages', { client_key, text, card, files, page: here() }))
    if (!message) return
    reachable = true
    poll_ms = 0
    if (!conversation) await look()
    accept(message)
  }

  /** A refusal is final and shown; anything else is worth another try, so it is thrown. */
  function accepted(item: Unsent, reply: Reply): any {
    const { status, body } = reply
    if (status < 300) return body
    if (status === 401) joined = false
    if (status > 499 || [401, 408, 429].includes(status)) throw reply
    outbox.put({ ...item, why: body?.reason ?? 'refused' })
  }

  /** XMLHttpRequest, because fetch cannot tell how far an upload is. */
  function upload(client_key: string, name: string, blob: Blob): Promise<Reply> {
    return new Promise((done, fail) => {
      const request = new XMLHttpRequest()
      request.open('POST', `${api}/visit/files?name=${encodeURIComponent(name)}`)
      request.setRequestHeader('Authorization', 'Visitor ' + secret)
      request.upload.onprogress = ({ loaded, total }) => {
        progress.set(client_key, loaded / total)
        changed()
      }
      request.timeout = 60_000
      request.onloadend = () => {
        progress.delete(client_key)
        request.status ? done({ status: request.status, body: parsed(request.responseText) }) : fail()
      }
      request.send(blob)
    })
  }

  // --- small signs of life ---

  function wake() {
    if (awake) return
    awake = true
    void dial()
    setInterval(() => {
      // Who hears nothing asks if all is well.
      if (live && Date.now() - heard_at > quiet_ms) void glance()
    }, 15_000)
    addEventListener('online', nudge)
    addEventListener('offline', changed)
    document.addEventListener('visibilitychange', () => document.hidden || nudge())
  }

  /** The network or the buyer came back: do not wait for the timer. */
  function nudge() {
    lost = Math.min(lost, 1)
    if (live) void glance()
    void dial()
    void pump()
  }

  addEventListener('storage', event => {
    if (!event.key?.startsWith('xiaoer:' + key)) return
    if (joined && keep.get('') !== secret) {
      joined = false
      lose(1)
    }
    changed()
  })

  return {
    wake,
    go,
    smaller,
    earlier: () => pull(`before_seq=${Math.min(...log.keys())}`),

    again(item: Unsent) {
      outbox.again(item)
      go()
    },

    remove(item: Unsent) {
      settle(item.client_key)
      changed()
    },

    /** Only that the buyer is writing is told, not what: unsent words are the buyer's own. */
    writing() {
      if (!live || !conversation || Date.now() - typed_at < 3000) return
      typed_at = Date.now()
      call('PUT', '/visit/typing', {}).catch(changed)
    },

    read() {
      const seq = Math.max(0, ...log.keys())
      if (!joined || !conversation || seq <= Math.max(read_sent, conversation.buyer_read_seq)) return
      read_sent = conversation.buyer_read_seq = seq
      call('PUT', '/visit/read', { seq }).catch(() => (read_sent = 0))
      remember()
      changed()
    },

    /** Where a picture can be loaded from; the pass stands in for the secret, which an <img> cannot send. */
    fileUrl: (url: string) => `${origin}${url}?pass=${encodeURIComponent(file_pass)}`,

    /** A signed name from the shop: told at once if we are talking, else with the next visit. */
    identify(jws: string) {
      identity = jws
      if (!awake) return
      joined = false
      lose(1)
    },

    state: () => ({
      texts: chatTexts[locale === 'en' ? 'en' : 'zh'] as Partial<ChatTexts>,
      messages: messages(),
      ...(calling || picker ? { picker: calling ?? picker! } : {}),
      unsent: outbox.list(),
      progress,
      agent,
      place: place(),
      read_by_agent: conversation?.agent_read_seq ?? 0,
      unread: unreadIn(messages(), conversation),
      typing: typing_until > Date.now(),
      more: log.size > 0 && !log.has(1),
      cut: awake && !live && (!navigator.onLine || (lost > 1 && !reachable)),
      open: conversation && conversation.state !== 'closed',
    }),
  }
}
