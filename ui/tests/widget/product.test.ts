import { beforeEach, describe, expect, it } from 'vitest'
import { findProduct, priceText } from '../../widget/src/product'

const page = (head: string, url = 'https://shop.example/p/mug') => {
  const made = new DOMParser().parseFromString(`<html><head>${head}</head><body></body></html>`, 'text/html')
  Object.defineProperty(made, 'URL', { value: url })
  return made
}
const linked = (data: unknown) => page(`<script type="application/ld+json">${JSON.stringify(data)}</script>`)
const mug = {
  '@type': 'Product', name: '青釉马克杯', image: ['/mug.jpg'], url: '/p/mug',
  offers: { '@type': 'Offer', price: '128', priceCurrency: 'CNY' },
}
const card = {
  kind: 'product', title: '青釉马克杯', price: '¥128.00', url: 'https://shop.example/p/mug', picture: 'https://shop.example/mug.jpg',
}

describe('the product on the page', () => {
  beforeEach(() => void document.head.replaceChildren())

  it.each([
    ['alone', mug],
    ['in a list', [{ '@type': 'BreadcrumbList' }, mug]],
    ['in a graph', { '@context': 'https://schema.org', '@graph': [{ '@type': 'WebSite', name: 'x' }, mug] }],
    ['as the main thing of a page', { '@type': 'WebPage', name: 'page', mainEntity: mug }],
    ['with several types', { ...mug, '@type': ['Thing', 'Product'] }],
    ['with a whole type name', { ...mug, '@type': 'https://schema.org/Product' }],
    ['with a picture object', { ...mug, image: { '@type': 'ImageObject', url: '/mug.jpg' } }],
    ['with several offers', { ...mug, offers: [mug.offers, { price: 999 }] }],
    ['with a range of prices', { ...mug, offers: { '@type': 'AggregateOffer', lowPrice: 128, priceCurrency: 'CNY' } }],
  ])('is read from linked data, %s', (_, data) => expect(findProduct(linked(data))).toEqual(card))

  it('is read from Open Graph when there is no linked data', () => {
    const meta = Object.entries({
      'og:type': 'product', 'og:title': '青釉马克杯', 'og:url': 'https://shop.example/p/mug', 'og:image': '/mug.jpg',
      'product:price:amount': '128.00', 'product:price:currency': 'CNY',
    }).map(([name, content]) => `<meta property="${name}" content="${content}">`).join('')
    expect(findProduct(page(meta))).toEqual(card)
  })

  it('is what the page says itself, before anything else', () => {
    expect(findProduct(linked(mug), { title: '茶具', price: 568, url: '/p/tea', picture: '/tea.jpg' })).toMatchObject({ title: '茶具', price: '¥568.00' })
    expect(findProduct(linked(mug), () => ({ title: '茶具', price: '五百' }))).toMatchObject({ title: '茶具', price: '五百' })
    expect(findProduct(linked(mug), () => null)).toEqual(card)
  })

  it('is nothing on a page that sells nothing', () => {
    expect(findProduct(page('<meta property="og:title" content="About us"><meta property="og:type" content="website">'))).toBeNull()
    expect(findProduct(linked({ '@type': 'Organization', name: 'x' }))).toBeNull()
    expect(findProduct(page('<script type="application/ld+json">{not json</script>'))).toBeNull()
  })

  it('keeps to what the house takes', () => {
    const found = findProduct(linked({ ...mug, name: '\u202E杯'.repeat(100), url: '/' + 'x'.repeat(2000), image: 'data:image/png;base64,AAAA' }))!
    expect(found.title).toBe('杯'.repeat(60))
    expect([found.url, found.picture]).toEqual(['', ''])
  })

  it('carries no address that is not https', () => {
    const found = findProduct(linked({ ...mug, url: 'javascript:alert(1)', image: 'http://elsewhere.example/x.jpg' }))
    expect(found).toMatchObject({ url: 'https://shop.example/p/mug', picture: '' })
  })
})

describe('a price', () => {
  it.each([
    [128, 'CNY', '¥128.00'], ['1,280.5', 'CNY', '¥1280.50'], [9.9, 'USD', '$9.90'], [10, 'CHF', 'CHF 10.00'],
    [0, 'CNY', '¥0.00'], [5, undefined, '5.00'], ['ask us', 'CNY', ''], [undefined, 'CNY', ''],
  ])('%s %s is %s', (amount, currency, text) => expect(priceText(amount, currency)).toBe(text))
})
