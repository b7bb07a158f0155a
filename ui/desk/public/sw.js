// Shows a notification for a push while no desk window is in sight, and opens the conversation
// when it is clicked. It keeps no cache: the desk always runs the version the server has.
self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

const windows = () => self.clients.matchAll({ type: 'window', includeUncontrolled: true })

function reading(data) {
  try {
    return data ? data.json() : {}
  } catch {
    return { body: data.text() }
  }
}

self.addEventListener('push', (event) => {
  const note = reading(event.data)
  event.waitUntil(
    windows().then((all) => {
      if (all.some((one) => one.visibilityState === 'visible')) return undefined
      return self.registration.showNotification(note.title || '小二', {
        body: note.body || '',
        tag: note.conversation || 'xiaoer',
        icon: '/desk/icon.svg',
        data: { conversation: note.conversation || '' },
      })
    }),
  )
})

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  const { conversation } = event.notification.data || {}
  const path = conversation ? `/desk/c/${encodeURIComponent(conversation)}` : '/desk/'
  event.waitUntil(
    windows().then((all) => {
      const desk = all.find((one) => new URL(one.url).pathname.startsWith('/desk'))
      if (!desk) return self.clients.openWindow(path)
      desk.postMessage({ open: path })
      return desk.focus()
    }),
  )
})
