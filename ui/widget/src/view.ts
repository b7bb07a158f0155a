// What the buyer sees: the round button, the window, and the messages in it.
// paint() is told only that something changed; it draws anew what differs and leaves the rest.

import type { Window as Chat } from './chat_when_needed'
import { el, icon, icons, type Child } from './dom'
import { clean } from './links'
import { colours, linked, out, productCard, size, sketch } from './parts'
import { bytesOf } from './picture'
import type { Keep } from './keep'
import type { ChatTexts } from './chat_texts'
import type { texts } from './texts'
import type { Boot, Card, Message, Unsent } from './types'
import css from './widget.css?inline'

export interface Show {
  boot: Boot
  texts: typeof texts.zh
  lang: string
  theme: string
  /** The window is the page: no round button, nothing behind it. */
  alone: boolean
  chat: Chat
  product: () => Card | null
  keep: Keep
  turned: (open: boolean) => void
}

interface Row { node: HTMLElement; meta: HTMLElement; drawn: string; marks: string }

const breath_ms = 180_000 // what one side says within three minutes stands together

export type View = ReturnType<typeof show>

export function show({ boot, texts: t, lang, theme, alone, chat, product, keep, turned }: Show) {
  const rows = new Map<string, Row>()
  let late: Partial<ChatTexts> = {}
  let opened = false
  let pinned = true
  let sound = !!keep.get(':sound')
  let audio: AudioContext | undefined
  let offered = ''
  let peek_timer = 0

  const press = (name: string, kind: string, click?: () => void, path?: string) =>
    el('button', { class: kind, type: click && 'button', 'aria-label': path && name, title: path && name, click }, path ? icon(path) : name)

  const badge = el('i', { class: 'badge', hidden: true })
  const launch = press(t.open, 'launch', open, icons.chat)
  const peek = press('', 'peek', open)

  const face = el('span', { class: 'face', 'aria-hidden': 'true' })
  const sign = el('span', 'sign')
  const state = el('span', 'state')
  const bell = press(t.sound, 'tool', () => ring(!sound), icons.bell)
  const bar = el('p', { class: 'bar', role: 'status', hidden: true })

  const more = press(t.earlier, 'more', earlier)
  const hello = el('div', 'row them', el('div', { class: 'bubble', dir: 'auto' }, ...linked(boot.hello || '')))
  const list = el('div', 'list')
  const dots = el('div', { class: 'row them', role: 'img', 'aria-label': t.typing, hidden: true },
    el('div', 'bubble dots', el('i'), el('i'), el('i')))
  const log = el('div', { class: 'log', role: 'log', tabindex: 0, 'aria-label': t.log, scroll: scrolled },
    more, hello, list, dots)
  const jump = press(t.newest, 'jump', toEnd, icons.down)

  const offer = el('div', 'offer')
  const chips = el('div', 'chips', ...(boot.quick || []).map(text => press(text, '', () => (say({ text }), rest()))))
  const tray = el('div', 'tray', offer, chips)

  const file = el('input', {
    type: 'file', accept: 'image/*', multiple: true, hidden: true,
    change: () => give([...file.files!]).then(() => (file.value = '')),
  })
  const field = el('textarea', {
    rows: 1, maxlength: 4000, placeholder: t.write, 'aria-label': t.write, enterkeyhint: 'send', dir: 'auto',
    input: typed,
    keydown(event: KeyboardEvent) {
      // The Enter that takes a word from an input method must not send it.
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return
      event.preventDefault()
      submit()
    },
    paste: (event: ClipboardEvent) => take(event, event.clipboardData),
  })
  const go = press(t.send, 'go', undefined, icons.send)
  const form = el('form', {
    class: 'write',
    submit(event: Event) {
      event.preventDefault()
      submit()
    },
  }, press(t.picture, 'tool', () => file.click(), icons.picture), file, field, go)

  const panel = el('section', {
    class: 'panel', role: 'dialog', 'aria-label': boot.brand, tabindex: -1, hidden: true,
    keydown: (event: KeyboardEvent) => event.key === 'Escape' && !event.isComposing && close(),
    dragover: (event: Event) => event.preventDefault(),
    drop: (event: DragEvent) => take(event, event.dataTransfer),
  },
    el('header', {}, face, el('div', 'who', el('strong', {}, boot.brand), sign, state), bell, !alone && press(t.close, 'tool', close, icons.down)),
    bar, el('div', 'stage', log, jump), tray, form)
  const large = el('dialog', {
    class: 'large', 'aria-label': t.image,
    click: () => large.close(),
    keydown: (event: Event) => event.stopPropagation(),
  })
  const root = el('div', { class: alone ? 'root alone' : 'root', lang }, !alone && launch, !alone && peek, panel, large)

  const host = document.createElement('xiaoer-chat')
  const shadow = host.attachShadow({ mode: 'open' })
  const fit = dress()
  shadow.append(root)
  document.body.append(host)
  launch.append(badge)
  peek.hidden = true
  field.value = keep.get(':draft') || ''
  typed()
  ring(sound, true)

  // --- clothes ---

  /** Puts the styles on; what it returns fits the window into what a phone's keyboard leaves. */
  function dress(): () => void {
    const dark = matchMedia('(prefers-color-scheme: dark)')
    const dye = () => root.setAttribute('data-theme', theme === 'auto' ? (dark.matches ? 'dark' : 'light') : theme)
    dark.addEventListener?.('change', dye)
    dye()
    const rules = css + colours(boot.colour)
    try {
      const [sheet, room] = [new CSSStyleSheet(), new CSSStyleSheet()]
      sheet.replaceSync(rules)
      shadow.adoptedStyleSheets = [sheet, room]
      return () => {
        const { height, offsetTop } = visualViewport!
        room.replaceSync(innerHeight - height > 80 ? `.panel{height:${height}px!important;top:${offsetTop}px!important}` : '')
        if (pinned) toEnd()
      }
    } catch {
      shadow.append(el('style', {}, rules)) // A browser older than constructable sheets.
      return () => {}
    }
  }

  // --- acts ---

  function open() {
    if (opened) return
    opened = pinned = true
    panel.hidden = false
    peek.hidden = true
    root.classList.add('open')
    launch.setAttribute('aria-expanded', 'true')
    lookAtProduct()
    chat.wake()
    paint()
    rest()
    visualViewport?.addEventListener('resize', fit)
    turned(true)
  }

  function close() {
    if (!opened || alone) return
    opened = false
    panel.hidden = true
    root.classList.remove('open')
    launch.setAttribute('aria-expanded', 'false')
    launch.focus({ preventScroll: true })
    visualViewport?.removeEventListener('resize', fit)
    turned(false)
  }

  function say(content: { text?: string; card?: Card; picture?: string }, waiting?: string) {
    pinned = true
    chat.send(content, waiting)
  }

  /** On a touch screen the keyboard would cover what there is to read. */
  function rest() {
    ;(matchMedia('(pointer:coarse)').matches ? panel : field).focus({ preventScroll: true })
  }

  function submit() {
    const text = clean(field.value)
    if (!text) return
    field.value = ''
    typed()
    say({ text })
    field.focus()
  }

  function typed() {
    const text = field.value
    // Where the browser cannot size a field by what is in it, lines are counted.
    if (!CSS.supports('field-sizing:content')) field.rows = Math.min(5, text.split('\n').length)
    keep.set(':draft', text || null)
    go.disabled = !clean(text)
    if (text) chat.writing()
  }

  function take(event: Event, from: DataTransfer | null) {
    const files = [...(from?.files ?? [])]
    if (files.length) event.preventDefault()
    void give(files)
  }

  async function give(files: File[]) {
    for (const one of files.slice(0, 9)) {
      if (one.type.startsWith('image/')) say({ picture: one.name || 'picture.png' }, await chat.smaller(one))
    }
  }

  function ring(on: boolean, quietly?: boolean) {
    sound = on
    keep.set(':sound', on ? '1' : null)
    bell.setAttribute('aria-pressed', String(on))
    if (!quietly) beep()
  }

  function beep() {
    if (!sound) return
    audio ??= new AudioContext()
    const tone = audio.createOscillator()
    const loudness = audio.createGain()
    const end = audio.currentTime + 0.35
    tone.frequency.value = 880
    loudness.gain.value = 0.08
    loudness.gain.exponentialRampToValueAtTime(0.0001, end)
    tone.connect(loudness).connect(audio.destination)
    tone.start()
    tone.stop(end)
  }

  function lookAtProduct() {
    const card = product()
    offered = card ? card.url + card.title : ''
    offer.replaceChildren()
    if (!card) return
    offer.append(productCard(card, press(t.offer, 'pill', () => {
      keep.set(':offered', offered)
      say({ card })
      rest()
    })))
  }

  /** Keeps what is being read in place while earlier messages arrive above it. */
  async function earlier() {
    const below = log.scrollHeight - log.scrollTop
    await chat.earlier()
    paint()
    log.scrollTop = log.scrollHeight - below
  }

  function toEnd() {
    log.scrollTop = log.scrollHeight
  }

  function scrolled() {
    pinned = log.scrollHeight - log.scrollTop - log.clientHeight < 60
    jump.hidden = pinned
    if (opened && pinned && !document.hidden) chat.read()
  }

  function heard(message: Message) {
    if (document.hidden || !opened) beep()
    if (opened) return
    peek.replaceChildren(el('strong', {}, message.sender_name || boot.brand), el('span', {}, message.text || `[${t.image}]`))
    peek.hidden = false
    clearTimeout(peek_timer)
    peek_timer = window.setTimeout(() => (peek.hidden = true), 12_000)
  }

  // --- drawing ---

  let told = ''

  function paint() {
    const now = chat.state()
    late = now.texts
    const { agent, place, unread } = now
    badge.hidden = !unread
    badge.textContent = unread > 99 ? '99+' : String(unread)
    launch.setAttribute('aria-label', t.open + (unread ? ` (${unread})` : ''))
    if (!opened) return

    face.textContent = [...(agent?.name || boot.brand)][0] ?? ''
    face.classList.toggle('on', !!agent?.online)
    sign.textContent = [agent?.name, agent?.signature].filter(Boolean).join(' · ') || boot.slogan
    state.textContent = agent?.online ? t.soon : t.away
    const news = now.cut ? t.network : place?.text || ''
    bar.hidden = !news
    bar.className = now.cut ? 'bar cut' : 'bar'
    if (told !== news) bar.replaceChildren((told = news), place?.leave ?? '')

    more.hidden = !now.more
    hello.hidden = now.more || !boot.hello
    dots.hidden = !now.typing
    const fresh = drawLog([...now.messages, ...now.unsent], now)

    // A new buyer is met by the product and the usual questions; later they step aside, over the field.
    if (fresh !== (tray.parentNode === log)) fresh ? dots.before(tray) : form.before(tray)
    chips.hidden = !fresh
    if (now.picker?.parentNode === null) form.before(now.picker)
    offer.hidden = !offered || keep.get(':offered') === offered
    tray.hidden = offer.hidden && chips.hidden
    if (pinned) toEnd()
    scrolled()
  }

  /** Returns whether the buyer has not yet said anything. */
  function drawLog(items: (Message | Unsent)[], { read_by_agent, progress }: ReturnType<Chat['state']>): boolean {
    const wanted = new Map<string, HTMLElement>()
    let fresh = true
    let before: { side: string; at: number; row: Row } | undefined
    let day = ''

    const row = (id: string, drawn: string, make: () => [HTMLElement, HTMLElement?]): Row => {
      let found = rows.get(id)
      if (found?.drawn !== drawn) {
        found?.node.remove()
        const [node, meta = node] = make()
        rows.set(id, (found = { node, meta, drawn, marks: '' }))
      }
      wanted.set(id, found!.node)
      return found!
    }

    for (const item of items) {
      const said = 'seq' in item ? item : null
      const unsent = said ? null : (item as Unsent)
      const side = !said || said.sender === 'buyer' ? 'me' : said.kind === 'system' || said.sender === 'system' ? 'system' : 'them'
      const at = said ? said.sent_at / 1000 : unsent!.at
      const today = dayText(at)
      if (side === 'me') fresh = false
      if (day !== today) {
        day = today
        before = undefined
        row('day ' + day, day, () => [el('p', 'day', day)])
      }

      const id = side === 'me' ? item.client_key! : said!.id
      const drawn = [side, side === 'system' ? factText(item.text!) : item.text, item.files?.length, unsent?.picture].join()
      const mine = row(id, drawn, () => {
        const meta = el('div', 'meta')
        return [el('div', 'row ' + side, ...content(item, side), meta), meta]
      })

      const why = unsent?.why
      const done = progress.get(id)
      const status = side === 'me' && (said ? (said.seq <= read_by_agent ? late.read : late.sent) : why ? late.failed : done ? Math.round(done * 100) + '%' : late.waiting)
      const name = side === 'them' && said!.sender_name
      const marks = side === 'system' ? '' : [name, clock(at), status].filter(Boolean).join(' ')
      if (mine.marks !== marks) {
        mine.marks = marks
        mine.meta.replaceChildren(marks, ...(why ? rescue(unsent!) : []))
      }
      const together = before?.side === side && at - before.at < breath_ms
      if (together && before!.row.node.className.indexOf('owed') < 0) before!.row.node.classList.add('quiet')
      mine.node.className = ['row', side, together && 'next', unsent && 'owed', why && 'failed'].filter(Boolean).join(' ')
      before = { side, at, row: mine }
    }

    for (const [id, { node }] of rows) {
      if (wanted.has(id)) continue
      node.remove()
      rows.delete(id)
    }
    let place = list.firstChild
    for (const node of wanted.values()) {
      if (node === place) place = place.nextSibling
      else list.insertBefore(node, place)
    }
    return fresh
  }

  function content({ text, card, ...item }: Message | Unsent, side: string): Child[] {
    const said = 'seq' in item ? item : null
    const { picture, client_key } = item as Unsent
    const waiting = picture && chat.waitingPicture(client_key)
    const speaker = side === 'me' ? t.me : side === 'them' && (said!.sender_name || boot.brand)
    return [
      speaker && el('span', 'hear', speaker),
      text && el('div', { class: 'bubble', dir: 'auto' }, ...linked(side === 'system' ? factText(text) : text)),
      card && productCard(card),
      ...(said?.files ?? []).map(({ url, name, content_type, width, height }) => {
        const src = chat.fileUrl(url)
        if (!/^image/.test(content_type)) return el('a', { class: 'bubble', href: src, ...out }, name)
        const enlarge = () => {
          large.replaceChildren(el('img', { src, alt: name }), press(t.close, 'tool', () => large.close(), icons.close))
          large.showModal()
        }
        const shot = press('', 'shot', enlarge)
        shot.append(el('img', { src, alt: t.image + ' ' + name, loading: 'lazy', ...size(width, height) }))
        return shot
      }),
      picture && el('div', 'shot', waiting ? sketch(bytesOf(waiting)) : picture),
    ]
  }

  /** What happened comes as a word and names, `transferred|ben|cleo`, for every reader's own language. */
  function factText(text: string): string {
    const [fact, ...names] = text.split('|')
    return (late[fact as 'closed'] ?? text).replace('#', names.pop() ?? '')
  }

  function rescue(item: Unsent): (Node | string)[] {
    const again = press(late.again ?? '', '', () => chat.again(item))
    again.hidden = item.why === 'lost'
    return [...linked(late[item.why as 'old'] || ''), again, press(late.remove ?? '', '', () => chat.remove(item))]
  }

  const clock = (at: number) => new Date(at).toLocaleTimeString(lang, { timeStyle: 'short', hourCycle: 'h23' })

  function dayText(at: number): string {
    const days = Math.round((new Date(at).setHours(0, 0, 0, 0) - new Date().setHours(0, 0, 0, 0)) / 86_400_000)
    return days < -1
      ? new Date(at).toLocaleDateString(lang, { dateStyle: 'long' })
      : new Intl.RelativeTimeFormat(lang, { numeric: 'auto' }).format(Math.min(days, 0), 'day')
  }

  return { open, close, paint, heard, say }
}
