// The buyer points at an order of their own: a list that opens over the field. Part of the second script, so
// that pages where nobody chats pay nothing for it.

import { el } from './dom'
import { productCard } from './parts'
import type { Card } from './types'

export interface OrderSeen { order: string; number: string; title: string; price: string; picture: string }

export const cardOf = (seen: OrderSeen, origin: string): Card => ({
  kind: 'order',
  order: seen.order,
  number: seen.number,
  title: seen.title,
  price: seen.price,
  url: '',
  picture: seen.picture.startsWith('/') ? origin + seen.picture : seen.picture,
})

/** Nothing for a buyer without orders. */
export function orderPicker(cards: Card[], words: { orders: string; give: string }, send: (card: Card) => void): HTMLElement | undefined {
  if (!cards.length) return
  // The window's sheet is in the first script, which has no byte to spare: what it lacks is set here.
  const list = el('div', 'tray')
  list.style.cssText = 'max-height:260px;overflow:auto;padding:8px 0 0'
  const summary = el('summary', 'pill', words.orders)
  summary.style.cssText = 'display:inline-block;line-height:40px;cursor:pointer;list-style:none'
  const picker = el('details', 'tray', summary, list)
  picker.style.display = 'block'
  for (const card of cards) {
    const give = el('button', { class: 'pill', type: 'button', 'aria-label': `${words.give} ${card.number}` }, words.give)
    give.addEventListener('click', () => {
      picker.open = false
      send(card)
    })
    list.append(productCard({ ...card, title: `${card.number} · ${card.title}` }, give))
  }
  return picker
}
