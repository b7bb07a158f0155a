// The conversation is a script of its own, fetched when the window opens or something waits: a page that
// nobody chats on loads only what it shows. Until it is there, what was said last time is shown, and what
// the buyer writes goes to the outbox, where the conversation finds it.

import { parsed, type Keep } from './keep'
import { openOutbox } from './outbox'
import { unreadIn } from './unread'
import type { Chat, openChat } from './chat'
import type { Agent, Conversation, Message, Unsent } from './types'

/** Its address, by the build: a new one for every new script. */
declare const __CHAT__: string

const kept_pictures = 3 // the storage is the shop's too, and a picture takes up to a tenth of it
const pause_ms = 3000

export interface Ask {
  origin: string
  key: string
  locale: string
  keep: Keep
  agent: Agent | null
  /** Something to draw anew. */
  changed: () => void
  /** The other side said something while we were listening. */
  heard: (message: Message) => void
}

export interface Remembered { conversation: Conversation; agent: Agent | null; log: Message[] }

export interface Waiting {
  outbox: ReturnType<typeof openOutbox>
  pictures: Map<string, string>
  waitingPicture: (client_key: string) => string | null
}

export type Window = ReturnType<typeof chatWhenNeeded>

export function chatWhenNeeded(ask: Ask) {
  const { origin, keep } = ask
  const outbox = openOutbox(keep)
  const pictures = new Map<string, string>()
  const waitingPicture = (client_key: string) => pictures.get(client_key) ?? keep.get(':picture:' + client_key)
  const before = keep.get('') ? parsed<Remembered>(keep.get(':log')) : null
  const acts: ((chat: Chat) => void)[] = []
  let chat: Chat | undefined
  let tries = 0

  function load() {
    const address = origin + __CHAT__ + (tries ? '&again=' + tries : '') // a browser may keep that it failed
    import(/* @vite-ignore */ address).then((script: { openChat: typeof openChat }) => {
      chat = script.openChat(ask, { outbox, pictures, waitingPicture })
      acts.forEach(act => act(chat!))
      ask.changed()
    }, () => setTimeout(load, pause_ms))
    tries++
  }

  /** Now, or when the conversation is there. */
  function soon(act: (chat: Chat) => void) {
    if (chat) return act(chat)
    acts.push(act)
    if (!tries) load()
  }

  return {
    waitingPicture,
    wake: () => soon(chat => chat.wake()),
    again: (item: Unsent) => soon(chat => chat.again(item)),
    remove: (item: Unsent) => soon(chat => chat.remove(item)),
    earlier: async () => chat?.earlier(),
    smaller: (file: File) => new Promise<string>(done => soon(chat => done(chat.smaller(file)))),
    writing: () => chat?.writing(),
    read: () => chat?.read(),
    fileUrl: (url: string) => (chat ? chat.fileUrl(url) : origin + url),

    send(content: Omit<Unsent, 'client_key' | 'at'>, picture?: string) {
      const { client_key } = outbox.add(content)
      if (picture) {
        pictures.set(client_key, picture)
        if (keep.names(':picture:').length < kept_pictures) keep.set(':picture:' + client_key, picture)
      }
      ask.changed()
      soon(chat => chat.go())
    },

    /** Before the conversation is there it begins with the name. */
    identify(jws: string) {
      if (chat) chat.identify(jws)
      else acts.unshift(chat => chat.identify(jws))
    },

    state(): ReturnType<Chat['state']> {
      const conversation = before?.conversation ?? null
      return chat?.state() ?? {
        texts: {},
        messages: before?.log ?? [],
        unsent: outbox.list(),
        progress: new Map(),
        agent: before?.agent ?? ask.agent,
        place: null,
        read_by_agent: conversation?.agent_read_seq ?? 0,
        unread: unreadIn(before?.log ?? [], conversation),
        typing: false,
        more: false,
        cut: tries > 1,
        open: conversation && conversation.state !== 'closed',
      }
    },
  }
}
