// What the palette shows: commands at once, people, conversations and messages from the server.
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { call } from '../kit/api'
import type { Contact, Conversation, FoundMessage } from '../kit/api.gen'
import { commands } from '../kit/commands'
import { conversations } from '../rooms/conversations'
import { t } from './texts'

export interface Finding {
  id: string
  kind: 'act' | 'go' | 'conversation' | 'contact' | 'message'
  label: string
  snippet?: string
  marks?: readonly (readonly [number, number])[]
  at?: number
  keys?: string
  to?: string
  run?: () => void
}

const REST_MS = 180
const MOST = 6

function commandFindings(query: string, group: 'act' | 'go'): Finding[] {
  const wanted = query.trim().toLowerCase()
  return [...commands.values()]
    .filter((one) => one.group === group && (one.may?.() ?? true))
    .filter((one) => !wanted || one.label().toLowerCase().includes(wanted) || one.also?.includes(wanted))
    .map((one) => ({ id: one.id, kind: group, label: one.label(), run: one.run, ...(one.keys ? { keys: one.keys } : {}) }))
}

const ofConversation = (one: Conversation): Finding => ({
  id: `c-${one.id}`, kind: 'conversation', label: one.contact.name, snippet: one.last_text, at: one.last_at, to: `/c/${one.id}`,
})

export function useFindings(query: () => string) {
  const found = shallowRef<Conversation[]>([])
  const messages = shallowRef<FoundMessage[]>([])
  const people = shallowRef<Contact[]>([])
  const is_searching = ref(false)
  let timer = 0
  let running = new AbortController()

  async function find() {
    running.abort()
    const words = query().trim()
    if (!words) {
      found.value = []
      messages.value = []
      people.value = []
      is_searching.value = false
      return
    }
    const mine = (running = new AbortController())
    const [open, closed, texts, contacts] = await Promise.allSettled([
      call('GET /conversations', { view: 'all', q: words, limit: MOST }, undefined, mine.signal),
      call('GET /conversations', { view: 'closed', q: words, limit: MOST }, undefined, mine.signal),
      call('GET /search', { q: words, limit: MOST + 2 }, undefined, mine.signal),
      call('GET /contacts', { q: words, limit: MOST }, undefined, mine.signal),
    ])
    if (mine.signal.aborted) return
    found.value = [open, closed].flatMap((one) => (one.status === 'fulfilled' ? one.value.items : []))
    for (const one of found.value) conversations.put(one)
    messages.value = texts.status === 'fulfilled' ? texts.value.items : []
    people.value = contacts.status === 'fulfilled' ? contacts.value.items : []
    is_searching.value = false
  }

  watch(query, (words) => {
    window.clearTimeout(timer)
    is_searching.value = Boolean(words.trim())
    timer = window.setTimeout(() => void find(), words.trim() ? REST_MS : 0)
  })
  onScopeDispose(() => {
    window.clearTimeout(timer)
    running.abort()
  })

  const groups = computed(() => {
    const words = query().trim()
    const recent = conversations.all().filter((one) => one.state !== 'closed').sort((a, b) => b.last_at - a.last_at).slice(0, 5)
    const made: { name: string; items: Finding[] }[] = [
      { name: t('found_acts'), items: commandFindings(words, 'act') },
      { name: t('found_go'), items: commandFindings(words, 'go') },
      { name: words ? t('found_conversations') : t('found_recent'), items: (words ? found.value.slice(0, MOST) : recent).map(ofConversation) },
      { name: t('found_contacts'), items: people.value.map((one) => ({ id: `p-${one.id}`, kind: 'contact', label: one.name, to: `/contacts/${one.id}` })) },
      { name: t('found_messages'), items: messages.value.map((one) => ({
        id: `m-${one.message}`, kind: 'message', label: one.contact_name, snippet: one.snippet, marks: one.marks, at: one.sent_at, to: `/c/${one.conversation}?seq=${one.seq}`,
      })) },
    ]
    // With nothing typed the recent conversations come first, then what can be done.
    const order = words ? made : [made[2]!, made[0]!, made[1]!]
    return order.filter((group) => group.items.length > 0)
  })
  return { groups, is_searching }
}
