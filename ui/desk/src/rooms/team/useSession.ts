import { ref } from 'vue'
import { call, Refusal } from '../../kit/api'
import type { Ask, SetUp, SignIn } from '../../kit/api.gen'
import { clearCache } from '../../kit/cache'
import { reconnectNow, startLive, stopLive } from '../../kit/live'
import { session, session_ended } from '../../kit/session'

/** What must be said on the sign-in page when the server could not tell who we are. */
export const start_refusal = ref<Refusal>()

function opened(got: typeof session.value) {
  if (session.value?.person.id !== got?.person.id) clearCache()
  session.value = got
  session_ended.value = false
}

/** True when there is a session. Asked once, when the desk starts. */
export async function resumeSession(): Promise<boolean> {
  try {
    opened(await call('GET /session'))
    start_refusal.value = undefined
    startLive()
    return true
  } catch (why) {
    if (why instanceof Refusal && why.status !== 401) start_refusal.value = why
    return false
  }
}

export async function signIn(ask: Ask<SignIn>) {
  const before = session.value?.person.id
  opened(await call('POST /session', {}, ask))
  if (before === session.value?.person.id) reconnectNow()
  else stopLive()
  startLive()
}

export async function setUp(ask: SetUp) {
  await call('POST /setup', {}, ask)
  opened(await call('GET /session'))
  startLive()
}

export async function signOut() {
  stopLive()
  await call('DELETE /session').catch(() => undefined)
  session.value = undefined
  session_ended.value = false
  clearCache()
}
