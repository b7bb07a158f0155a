import { computed, ref } from 'vue'
import { call } from '../../kit/api'
import type { Person, Status } from '../../kit/api.gen'
import { shelf } from '../../kit/cache'
import { on } from '../../kit/live'
import { me, replaceMe } from '../../kit/session'

const people = shelf<Person>((got, had) => got.version >= had.version)
function heard(person: Person) {
  people.put(person)
  replaceMe(person)
}
on('person_changed', heard)
on('people_changed', ({ items }) => items.forEach(heard))

/** Everybody who works here, kept fresh by `person_changed` and `people_changed`. */
export function usePeople() {
  const state = ref<'loading' | 'ready' | 'refused' | 'broken'>(people.all().length > 0 ? 'ready' : 'loading')
  async function load() {
    try {
      const { items } = await call('GET /people')
      for (const one of items) people.put(one)
      state.value = 'ready'
    } catch {
      if (state.value === 'loading') state.value = 'broken'
    }
  }
  const retry = () => { state.value = 'loading'; return load() }
  void load()
  return { people: computed(() => people.all()), state, retry, put: people.put }
}

export async function setStatus(status: Status) {
  if (me.value) replaceMe(await call('PUT /me/status', {}, { status }))
}
