// The product on the page the buyer is looking at, with no request:
// window.xiaoerProduct, else JSON-LD Product, else Open Graph.

import { parsed } from './keep'
import { clean, safeLink } from './links'
import type { Card } from './types'

type Loose = Record<string, any>

const signs: Record<string, string> = { CNY: '¥', USD: '$', EUR: '€', GBP: '£' }

export function findProduct(page: Document, given?: unknown): Card | null {
  let found: Loose | undefined = (typeof given === 'function' ? given() : given) || undefined
  for (const script of page.querySelectorAll('[type="application/ld+json"]')) {
    found ??= described(productIn(parsed<unknown>(script.textContent)))
  }
  const { title, price, url, picture } = found ?? openGraph(page)
  if (!title) return null
  return {
    kind: 'product',
    title: clean(String(title).slice(0, 120)),
    price: typeof price === 'number' ? priceText(price, 'CNY') : clean(String(price || '').slice(0, 40)),
    url: short(safeLink(url, page.URL) ?? page.URL),
    picture: short(safeLink(picture, page.URL) ?? ''),
  }
}

/** The house takes addresses of up to 1,000 characters; half an address is none. */
const short = (address: string): string => (address.length > 1000 ? '' : address)

/** 128 and CNY are ¥128.00; another currency keeps its letters. */
export function priceText(amount: unknown, currency: unknown): string {
  const number = parseFloat(String(amount).replace(/,/g, ''))
  return number >= 0 ? (signs[currency as string] ?? (currency ? currency + ' ' : '')) + number.toFixed(2) : ''
}

/** Published data comes alone, in lists, in graphs and as the main thing of a page. */
function productIn(node: unknown): Loose | undefined {
  for (const item of [node].flat() as Loose[]) {
    if (item?.name && /Product(Group)?\b/.test(String(item['@type']))) return item
    const inside = item?.['@graph'] ?? item?.mainEntity
    const found = inside && productIn(inside)
    if (found) return found
  }
}

function described(product?: Loose): Loose | undefined {
  if (!product) return
  const offer = first(product.offers) ?? {}
  const picture = first(product.image)
  return {
    title: product.name,
    price: priceText(offer.price ?? offer.lowPrice, offer.priceCurrency),
    url: product.url ?? offer.url,
    picture: picture?.url ?? picture,
  }
}

function openGraph(page: Document): Loose {
  const meta = (name: string) => page.querySelector<HTMLMetaElement>(`[property="${name}"]`)?.content
  const amount = meta('product:price:amount')
  if (!amount && meta('og:type') !== 'product') return {}
  return {
    title: meta('og:title'),
    price: priceText(amount, meta('product:price:currency')),
    url: meta('og:url'),
    picture: meta('og:image'),
  }
}

const first = (value: any): any => [value].flat()[0]
