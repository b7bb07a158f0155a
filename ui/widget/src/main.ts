// The buyer's chat window, one script:
//
//     <script async src="https://HOUSE/widget.js?k=KEY" data-lang data-theme="auto" data-open></script>
//
// The server puts `self.__xiaoerBoot={…};` before it in the same response.
// The page may call window.xiaoer: open, close, send, identify, on. Calls made before this script has
// come are kept in an array: (window.xiaoer = window.xiaoer || []).push(['open']).

import { chatWhenNeeded } from './chat_when_needed'
import { keepIn } from './keep'
import { clean } from './links'
import { findProduct } from './product'
import { texts } from './texts'
import type { Boot, Card } from './types'
import { show, type View } from './view'

type Listener = (detail?: unknown) => void

interface Api {
  open(): void
  close(): void
  send(content: string | Card): void
  identify(jws: string): void
  on(event: 'open' | 'close' | 'message' | 'unread', listener: Listener): () => void
}

declare global {
  interface Window {
    __xiaoerBoot?: Boot
    xiaoer?: Api | [keyof Api, ...unknown[]][]
    xiaoerProduct?: unknown
  }
}

const day_us = 86_400_000_000

function start(boot: Boot, script: HTMLScriptElement | null) {
  const asked = script?.dataset ?? {}
  const origin = new URL(script?.src || location.href, location.href).origin
  const wish = asked.lang || document.documentElement.lang || boot.locale || navigator.language
  const chinese = /^zh/i.test(wish)
  const keep = keepIn('xiaoer:' + boot.key, () => localStorage)
  const tab = keepIn('xiaoer:' + boot.key, () => sessionStorage)
  const listeners = new Map<string, Set<Listener>>()
  const tell = (event: string, detail?: unknown) => listeners.get(event)?.forEach(listener => listener(detail))
  const alone = 'page' in asked
  let view: View | undefined
  let due = false
  let unread = 0

  const chat = chatWhenNeeded({
    origin,
    keep,
    key: boot.key,
    agent: boot.agent,
    locale: chinese ? 'zh-CN' : 'en',
    changed() {
      if (due) return
      due = true
      queueMicrotask(() => {
        due = false
        view?.paint()
        const count = chat.state().unread
        if (count !== unread) tell('unread', (unread = count))
      })
    },
    heard(message) {
      view?.heard(message)
      tell('message', message)
    },
  })

  view = show({
    boot,
    chat,
    keep,
    alone,
    texts: texts[chinese ? 'zh' : 'en'],
    lang: chinese ? 'zh-CN' : 'en',
    theme: asked.theme || 'auto',
    product: () => findProduct(document, window.xiaoerProduct),
    turned(open) {
      tab.set(':open', open ? '1' : null)
      tell(open ? 'open' : 'close')
    },
  })

  const early = window.xiaoer
  const api: Api = {
    open: view.open,
    close: view.close,
    send(content) {
      const text = typeof content === 'string' ? clean(content.slice(0, 4000)) : undefined
      const card = text === undefined ? findProduct(document, content) ?? undefined : undefined
      if (text || card) view.say({ text, card })
    },
    identify: chat.identify,
    on(event, listener) {
      if (!listeners.has(event)) listeners.set(event, new Set())
      listeners.get(event)!.add(listener)
      return () => listeners.get(event)!.delete(listener)
    },
  }
  window.xiaoer = api
  if (Array.isArray(early)) for (const [name, ...values] of early) (api[name] as (...all: unknown[]) => void)(...values)

  // The window stays open from page to page, except where it would cover the next page.
  const { messages, unsent, open } = chat.state()
  const last = messages[messages.length - 1]
  if (alone || 'open' in asked || (tab.get(':open') && innerWidth > 480)) view.open()
  // Closed, we only listen when there is something to wait for.
  else if (unsent.length || (open && last && Date.now() * 1000 - last.sent_at < day_us)) chat.wake()
  view.paint()
}

{
  const script = document.currentScript as HTMLScriptElement | null
  const boot = self.__xiaoerBoot
  if (boot && (!window.xiaoer || Array.isArray(window.xiaoer))) {
    if (document.body) start(boot, script)
    else document.addEventListener('DOMContentLoaded', () => start(boot, script))
  }
}
