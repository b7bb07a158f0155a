// Notifications: shown by this page while it is hidden, pushed by the server when it is closed.
import { ref } from 'vue'
import { call } from './api'
import { session } from './session'

const WORKER = '/desk/sw.js'

export const notice_permission = ref<NotificationPermission | 'absent'>(
  'Notification' in window ? Notification.permission : 'absent')

interface Policies {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string }
}

/** Trusted Types wants to know which script addresses are ours: exactly one. */
function trustedWorker(): string {
  const { trustedTypes } = window as { trustedTypes?: Policies }
  if (!trustedTypes) return WORKER
  return trustedTypes.createPolicy('xiaoer-worker', {
    createScriptURL: (url) => {
      if (url !== WORKER) throw new TypeError('not our worker')
      return url
    },
  }).createScriptURL(WORKER)
}

let registration: Promise<ServiceWorkerRegistration | undefined> | undefined
function worker() {
  registration ??= 'serviceWorker' in navigator
    ? navigator.serviceWorker.register(trustedWorker(), { scope: '/desk/' }).catch(() => undefined)
    : Promise.resolve(undefined)
  return registration
}

const bytesOf = (key: string) =>
  Uint8Array.from(atob(key.replace(/-/g, '+').replace(/_/g, '/')), (one) => one.charCodeAt(0))

const textOf = (bytes: ArrayBuffer | null) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes ?? new ArrayBuffer(0))))
    .replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')

async function subscribe() {
  const key = session.value?.push_key
  const push = (await worker())?.pushManager
  if (!key || !push) return
  const had = await push.getSubscription()
  const mine = had ?? await push.subscribe({ userVisibleOnly: true, applicationServerKey: bytesOf(key) })
  await call('PUT /me/push', {}, {
    endpoint: mine.endpoint, p256dh: textOf(mine.getKey('p256dh')), auth: textOf(mine.getKey('auth')),
  })
}

/** Asks the person; false when they, or the browser, said no. */
export async function allowNotices(): Promise<boolean> {
  if (notice_permission.value === 'absent') return false
  notice_permission.value = await Notification.requestPermission()
  if (notice_permission.value !== 'granted') return false
  await subscribe().catch(() => undefined)
  return true
}

export async function forgetPush() {
  const mine = await (await worker())?.pushManager?.getSubscription()
  if (!mine) return
  await call('DELETE /me/push', {}, { endpoint: mine.endpoint }).catch(() => undefined)
  await mine.unsubscribe()
}

/** At the start of a session: keeps the subscription fresh where it was allowed before. */
export function openNotices(go: (path: string) => void) {
  void worker()
  if (notice_permission.value === 'granted') void subscribe().catch(() => undefined)
  navigator.serviceWorker?.addEventListener('message', (event: MessageEvent<{ open?: string }>) => {
    if (event.data?.open?.startsWith('/desk/')) go(event.data.open.slice('/desk'.length))
  })
}

export function notify(title: string, body: string, tag: string, press: () => void) {
  if (notice_permission.value !== 'granted' || document.visibilityState === 'visible') return
  const notice = new Notification(title, { body, tag, icon: '/desk/icon.svg', silent: true })
  notice.onclick = () => {
    window.focus()
    notice.close()
    press()
  }
}
