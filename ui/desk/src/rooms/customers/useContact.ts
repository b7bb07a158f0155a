import { computed, ref, shallowReactive, watch } from 'vue'
import { call, Refusal } from '../../kit/api'
import type { Contact, Conversation } from '../../kit/api.gen'
import { shelf } from '../../kit/cache'
import { change } from '../../kit/change'
import { on, useResumed } from '../../kit/live'

export const contacts = shelf<Contact>((got, had) => got.version >= had.version)
on('contact_changed', contacts.put)

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
        contacts.put(await call('PATCH /contacts/{id}', { id: had.id }, difference))
      },
      () => contacts.change(had.id, had),
    )
  }

  watch(id, load, { immediate: true })
  useResumed(load)
  return { contact, state, refusal, load, save }
}

const histories = shallowReactive(new Map<string, readonly Conversation[]>())

/** What one contact asked, newest first. Shared by all who show it. */
export function useHistory(id: () => string) {
  const is_broken = ref(false)
  const items = computed(() => histories.get(id()) ?? [])
  const state = computed(() => (histories.has(id()) ? 'ready' as const : is_broken.value ? 'broken' as const : 'loading' as const))
  async function load() {
    const wanted = id()
    is_broken.value = false
    try {
      histories.set(wanted, (await call('GET /contacts/{id}/conversations', { id: wanted })).items)
    } catch {
      is_broken.value = true
    }
  }
  watch(id, load, { immediate: true })
  return { items, state, load }
}
