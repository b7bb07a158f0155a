// The pieces a conversation is drawn from: text with links, product cards, pictures, times.

import { el, type Child } from './dom'
import { pieces, safeLink } from './links'
import type { Card } from './types'

/** A link out of the page tells the other side nothing and cannot reach back. */
export const out = { target: '_blank', rel: 'noopener noreferrer' }

export const linked = (text: string): (Node | string)[] =>
  pieces(text).map(({ text, href }) => (href ? el('a', { href, ...out }, text) : text))

export function productCard(card: Card, act?: Child): HTMLElement {
  const href = safeLink(card.url, location.href)
  const picture = safeLink(card.picture, location.href)
  const inside = [
    el('span', 'thumb', picture && el('img', { src: picture, alt: '', width: 56, height: 56 })),
    el('span', 'what', el('span', 'title', card.title), card.price && el('span', 'price', card.price)),
  ]
  return act
    ? el('div', 'card', ...inside, act)
    : href ? el('a', { class: 'card', href, ...out }, ...inside) : el('div', 'card', ...inside)
}

const [wide_px_max, high_px_max] = [216, 260]

/** Sized before it loads, so that nothing moves when it does. */
export function size(width: number | null, height: number | null) {
  if (!width || !height) return { width: 168, height: 168 }
  const share = Math.min(1, wide_px_max / width, high_px_max / height)
  return { width: Math.max(44, Math.round(width * share)), height: Math.max(44, Math.round(height * share)) }
}

/** A picture still on its way is drawn, not loaded: a page's policy need not allow blob addresses. */
export function sketch(blob: Blob): HTMLElement {
  const canvas = el('canvas', { width: 168, height: 168 })
  createImageBitmap(blob).then(bitmap => {
    const { width, height } = size(bitmap.width, bitmap.height)
    canvas.width = width
    canvas.height = height
    canvas.getContext('2d')!.drawImage(bitmap, 0, 0, width, height)
  }, () => 0)
  return canvas
}

/**
 * The shop's colour as a rule. It must carry white text and be read as text on a light ground (contrast
 * 4.5, and a little for the tinted ground), so a lighter colour is darkened until it does.
 */
export function colours(colour: string): string {
  let rgb = (/^#[0-9a-f]{6}$/i.test(colour) ? colour : '#3550d8').match(/\w\w/g)!.map(part => parseInt(part, 16))
  while (1.05 / (light(rgb) + 0.05) < 5.2) rgb = rgb.map(part => part * 0.96)
  const part = rgb.map(Math.round)
  return `.root{--brand:rgb(${part});--brand-soft:rgba(${part},.09);--brand-fg:var(--tint,rgb(${part}))}`
}

// Source: WCAG 2.2, relative luminance.
function light(rgb: number[]): number {
  const [red, green, blue] = rgb.map(part => ((part / 255 + 0.055) / 1.055) ** 2.4)
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!
}
