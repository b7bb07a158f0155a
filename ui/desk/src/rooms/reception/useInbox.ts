// The four lists of the inbox. Each is a set of ids; the conversations themselves are in one cache.
import { computed, effectScope, ref, shallowReactive, shallowRef, watch } from 'vue'
import { call, Refusal } from '../../kit/api'
import type { Conversation, Counts } from '../../kit/api.gen'
import { on, onResumed } from '../../kit/live'
import { may, me } from '../../kit/session'
import { conversations } from '../conversations'

export type View = 'mine' | 'waiting' | 'all' | 'closed'
export const views: View[] = ['mine', 'waiting', 'all', 'closed']
type State = 'loading' | 'ready' | 'refused' | 'broken'

const PAGE = 100

export function belongs(one: Conversation, view: View, my_id: string | undefined): boolean {
  if (view === 'mine') return one.state === 'assigned' && one.assignee === my_id
  if (view === 'waiting') return one.state === 'waiting'
  return view === 'closed' ? one.state === 'closed' : one.state !== 'closed'
}

function makeList(view: View) {
  const ids = shallowReactive(new Set<string>())
  const state = ref<State>('loading')
  const refusal = shallowRef<Refusal>()
  const next = ref<string>()
  let is_fetching = false
  let is_stale = false

  async function load(after?: string) {
    if (is_fetching) {
      is_stale = true
      return
    }
    is_fetching = true
    try {
      const page = await call('GET /conversations', { view, limit: PAGE, ...(after ? { after: Number(after) } : {}) })
      for (const one of page.items) conversations.put(one)
      if (!after) {
        const fresh = new Set(page.items.map((one) => one.id))
        for (const id of [...ids]) if (!fresh.has(id) && !page.next) ids.delete(id)
      }
      for (const one of page.items) ids.add(one.id)
      next.value = page.next ?? undefined
      refusal.value = undefined
      state.value = 'ready'
      // What I work on is always whole; the long lists grow as they are scrolled.
      if (page.next && view === 'mine') is_stale = false
    } catch (why) {
      refusal.value = why instanceof Refusal ? why : new Refusal(0, 'unavailable', '')
      if (state.value === 'loading') state.value = refusal.value.code === 'forbidden' ? 'refused' : 'broken'
    } finally {
      is_fetching = false
    }
    if (view === 'mine' && next.value && !refusal.value) return load(next.value)
    if (is_stale) {
      is_stale = false
      return load()
    }
  }

  const items = computed(() => [...ids].flatMap((id) => {
    const one = conversations.get(id)
    return one && belongs(one, view, me.value?.id) ? [one] : []
  }))
  const retry = () => { state.value = 'loading'; return load() }
  const more = () => (next.value ? load(next.value) : Promise.resolve())
  function heard(one: Conversation) {
    if (belongs(one, view, me.value?.id)) ids.add(one.id)
    else ids.delete(one.id)
  }
  function forget() {
    ids.clear()
    state.value = 'loading'
  }
  return { items, state, refusal, load, more, retry, heard, forget, has_more: computed(() => Boolean(next.value)) }
}

const scope = effectScope(true)
const lists = scope.run(() => ({
  mine: makeList('mine'), waiting: makeList('waiting'), all: makeList('all'), closed: makeList('closed'),
})) as Record<View, ReturnType<typeof makeList>>
const opened = new Set<View>()
export const counts = shallowRef<Counts>({ mine: 0, waiting: 0, all: 0, closed: 0 })

async function count() {
  if (!may('converse')) return
  try {
    counts.value = await call('GET /conversations/counts')
  } catch {
    // The last known numbers stay; the offline strip tells why.
  }
}

let count_timer = 0
function countSoon() {
  window.clearTimeout(count_timer)
  count_timer = window.setTimeout(() => void count(), 400)
}

on('conversation_changed', (one) => {
  for (const view of views) lists[view].heard(one)
  countSoon()
})
on('queue_changed', ({ waiting }) => { counts.value = { ...counts.value, waiting } })
onResumed(() => {
  for (const view of opened) void lists[view].load()
  void count()
})

export function openView(view: View) {
  if (!opened.has(view)) {
    opened.add(view)
    void lists[view].load()
  }
  return lists[view]
}

/** Starts the lists an agent always needs. Another person starts from nothing. */
export function openInbox() {
  openView('mine')
  openView('waiting')
  void count()
}

scope.run(() => watch(() => me.value?.id, (id, before) => {
  if (!before || id === before) return
  for (const view of views) lists[view].forget()
  opened.clear()
}))

export const mine = lists.mine.items
export const waiting_count = computed(() =>
  (lists.waiting.state.value === 'ready' && !lists.waiting.has_more.value ? lists.waiting.items.value.length : counts.value.waiting))
export const mine_count = computed(() =>
  (lists.mine.state.value === 'ready' ? lists.mine.items.value.length : counts.value.mine))
