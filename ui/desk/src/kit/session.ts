// Who is signed in. Every other part asks here; only the team room changes it.
import { computed, ref, shallowRef } from 'vue'
import type { Person, Session } from './api.gen'
import type { Right } from './rights'

export const session = shallowRef<Session>()
/** True while a session that we had has ended: the desk stays, a dialog asks to sign in again. */
export const session_ended = ref(false)

export const me = computed(() => session.value?.person)

export function may(right: Right): boolean {
  return session.value?.rights.includes(right) ?? false
}

export function replaceMe(person: Person) {
  if (session.value?.person.id === person.id) session.value = { ...session.value, person }
}
