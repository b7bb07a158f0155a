// The product on the page the buyer is looking at, with no request:
// window.xiaoerProduct, else JSON-LD Product, else Open Graph.

import { parsed } from './keep'
import type { Card } from './types'

type Loose = Record<string, any>

const signs: Record<string, string> = { CNY: '¥', JPY: 'JP¥', USD: '$', EUR: '€', GBP: '£', HKD: 'HK$', TWD: 'NT$' }

export function findProduct(page: Document, given?: unknown): Card | null {
  return asCard(page, typeof given === 'function' ? given() : given) ?? fromLinkedData(page) ?? fromOpenGraph(page)
}

/** 128 and CNY are ¥128.00; an unknown currency keeps its letters. */
export function priceText(amount: unknown, currency: unknown): string {
  const number = parseFloat(String(amount).replace(/,/g, ''))
  if (!(number >= 0)) return ''
  const code = String(currency ?? '').toUpperCase()
  return (signs[code] ?? (code && code + ' ')) + number.toFixed(code === 'JPY' ? 0 : 2)
}

function asCard(page: Document, from: unknown): Card | null {
  const { title, price, url, picture } = (from ?? {}) as Loose
  if (!title) return null
  return {
    kind: 'product',
    title: String(title).trim().slice(0, 120),
    price: typeof price === 'number' ? priceText(price, 'CNY') : String(price ?? ''),
    url: absolute(page, url) || page.URL,
    picture: absolute(page, picture),
  }
}

function fromLinkedData(page: Document): Card | null {
  for (const script of page.querySelectorAll('script[type="application/ld+json"]')) {
    const product = productIn(parsed<unknown>(script.textContent))
    if (!product) continue
    const offer: Loose = first(product.offers) ?? {}
    const detail: Loose = first(offer.priceSpecification) ?? {}
    const picture = first(product.image)
    return asCard(page, {
      title: product.name,
      price: priceText(offer.price ?? offer.lowPrice ?? detail.price, offer.priceCurrency ?? detail.priceCurrency),
      url: product.url ?? offer.url,
      picture: picture?.url ?? picture?.contentUrl ?? picture,
    })
  }
  return null
}

function productIn(node: unknown): Loose | undefined {
  for (const item of [node].flat() as Loose[]) {
    if (!item || typeof item !== 'object') continue
    if (item.name && [item['@type']].flat().some(type => /(^|[/:])Product(Group)?$/.test(type))) return item
    const inside = productIn(item['@graph'] ?? item.mainEntity)
    if (inside) return inside
  }
}

function fromOpenGraph(page: Document): Card | null {
  const meta = (name: string) =>
    page.querySelector<HTMLMetaElement>(`meta[property="${name}"],meta[name="${name}"]`)?.content
  const amount = meta('product:price:amount') ?? meta('og:price:amount')
  if (!amount && !/^product/.test(meta('og:type') ?? '')) return null
  return asCard(page, {
    title: meta('og:title'),
    price: priceText(amount, meta('product:price:currency') ?? meta('og:price:currency')),
    url: meta('og:url'),
    picture: meta('og:image'),
  })
}

const first = (value: any): any => (Array.isArray(value) ? value[0] : value)

function absolute(page: Document, address: unknown): string {
  try {
    const url = new URL(String(address || ''), page.baseURI)
    return address && /^https?:$/.test(url.protocol) ? url.href : ''
  } catch {
    return ''
  }
}
