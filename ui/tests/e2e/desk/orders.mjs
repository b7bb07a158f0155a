// What desks' tests need of the demo's orders, asked of the API as the person who is signed in.

export const ask = (desk, method, path, body) => desk.page.evaluate(async ([method, path, body]) => {
  const { csrf } = await (await fetch('/api/v1/session')).json()
  const answer = await fetch(`/api/v1${path}`, { method, headers: { 'Content-Type': 'application/json', 'X-CSRF': csrf }, body: body ? JSON.stringify(body) : undefined })
  return { status: answer.status, body: await answer.json().catch(() => null) }
}, [method, path, body])

const sent = ['shipped', 'delivered', 'done']
const workable = ['paid', 'part_shipped', ...sent]

async function firstFree(desk, orders, states) {
  for (const order of orders.filter(one => states.includes(one.state))) {
    const cases = (await ask(desk, 'GET', `/orders/${order.id}/cases`)).body.items
    if (cases.every(had => had.over_at)) return order
  }
}

async function freeOf(desk, states) {
  const free = await firstFree(desk, (await ask(desk, 'GET', '/orders?limit=100')).body.items, states)
  if (!free) throw new Error('no order is left for a case')
  return free
}

/** Any order without an open case, for who needs no chat. */
export const anyOrder = desk => freeOf(desk, workable)

/** An order that went out and has no open case. */
export const sentOrder = desk => freeOf(desk, sent)

/** An order on its way whose parcel nobody looks for. */
export async function orderOnItsWay(desk) {
  const { items } = (await ask(desk, 'GET', '/orders?state=shipped&limit=50')).body
  for (const order of items) {
    const traced = (await ask(desk, 'GET', `/orders/${order.id}/tracings`)).body.items
    if (!traced.length) return order
  }
  throw new Error('every parcel is looked for')
}

/** An order without a case, and the chat of its buyer. Demo chats have ended; their orders are still worked on. */
export async function orderToWorkOn(desk) {
  const { body } = await ask(desk, 'GET', '/conversations?view=closed&limit=50')
  for (const conversation of body.items) {
    const { items } = (await ask(desk, 'GET', `/contacts/${conversation.contact.id}/orders`)).body
    const order = await firstFree(desk, items, workable)
    if (order) return { conversation, order }
  }
  throw new Error('no order is left for a case')
}
