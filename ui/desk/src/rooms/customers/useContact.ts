import { computed, ref, watch } from 'vue'
import { call, Refusal } from '../../kit/api'
import type { Contact, Conversation } from '../../kit/api.gen'
import { shelf } from '../../kit/cache'
import { change } from '../../kit/change'
import { on, useResumed } from '../../kit/live'

export const contacts = shelf<Contact>()
on('contact_changed', (contact) => contacts.change(contact.id, contact))

/** One contact, kept fresh by `contact_changed`. */
export function useContact(id: () => string) {
  const refusal = ref<Refusal>()
  const contact = computed(() => contacts.get(id()))
  const state = computed(() => {
    if (contact.value) return 'ready' as const
    if (!refusal.value) return 'loading' as const
    return refusal.value.status === 403 || refusal.value.status === 404 ? 'refused' as const : 'broken' as const
  })

  async function load() {
    refusal.value = undefined
    try {
      contacts.put(await call('GET /contacts/{id}', { id: id() }))
    } catch (why) {
      if (why instanceof Refusal) refusal.value = why
    }
  }

  /** Shows the change at once and takes it back when the server refuses. */
  function save(difference: { name?: string; note?: string; tags?: string[] }) {
    const had = contact.value
    if (!had) return Promise.resolve(false)
    return change(
      () => contacts.change(had.id, difference),
      async () => {
        const got = await call('PATCH /contacts/{id}', { id: had.id }, difference)
        if (got?.id) contacts.put(got)
      },
      () => contacts.put(had),
    )
  }

  watch(id, load, { immediate: true })
  useResumed(load)
  return { contact, state, refusal, load, save }
}

/** What one contact asked before. */
export function useHistory(id: () => string) {
  const items = ref<Conversation[]>([])
  const state = ref<'loading' | 'ready' | 'refused' | 'broken'>('loading')
  async function load() {
    const wanted = id()
    try {
      const page = await call('GET /contacts/{id}/conversations', { id: wanted, limit: 50 })
      if (wanted !== id()) return
      items.value = page.items
      state.value = 'ready'
    } catch {
      if (wanted === id()) state.value = 'broken'
    }
  }
  watch(id, () => { state.value = 'loading'; void load() }, { immediate: true })
  return { items, state, load }
}
