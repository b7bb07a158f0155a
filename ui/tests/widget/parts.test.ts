import { describe, expect, it } from 'vitest'
import { colours, linked, productCard, size } from '../../widget/src/parts'
import { chatTexts } from '../../widget/src/chat_texts'
import { texts as first } from '../../widget/src/texts'

const texts = { zh: { ...first.zh, ...chatTexts.zh }, en: { ...first.en, ...chatTexts.en } }

function contrast(rule: string): number {
  const rgb = rule.match(/--brand:rgb\(([\d,]+)\)/)![1]!.split(',').map(Number)
  const [red, green, blue] = rgb.map(part => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4))
  return 1.05 / (0.2126 * red! + 0.7152 * green! + 0.0722 * blue! + 0.05)
}

describe('the shop\'s colour', () => {
  it.each(['#3550d8', '#a8452f', '#ffcc00', '#00ff88', '#ffffff', '#000000', 'red', '', '#12'])('%s carries white text', colour => {
    expect(contrast(colours(colour))).toBeGreaterThanOrEqual(4.5)
  })

  it('is left alone when it is dark enough, and cannot carry a rule of its own', () => {
    expect(colours('#3550d8')).toContain('--brand:rgb(53,80,216)')
    expect(colours('#fff}body{display:none')).not.toContain('display')
  })
})

describe('a message drawn', () => {
  it('is text and safe links, whatever it says', () => {
    const box = document.createElement('div')
    box.append(...(linked('<img src=x onerror=alert(1)> https://a.example/x javascript:alert(1)') as Node[]))
    expect(box.querySelectorAll('img').length).toBe(0)
    const link = box.querySelector('a')!
    expect([link.href, link.rel, link.target]).toEqual(['https://a.example/x', 'noopener noreferrer', '_blank'])
  })

  it('shows a product without following a bad address', () => {
    const card = productCard({ kind: 'product', title: '杯', price: '¥1', url: 'javascript:alert(1)', picture: 'javascript:alert(1)' })
    expect(card.tagName).toBe('DIV')
    expect(card.querySelector('img')).toBeNull()
  })
})

describe('a picture\'s room', () => {
  it('keeps its shape inside the bubble', () => {
    expect(size(1600, 1200)).toEqual({ width: 216, height: 162 })
    expect(size(100, 100)).toEqual({ width: 100, height: 100 })
    expect(size(null, null)).toEqual({ width: 168, height: 168 })
    expect(size(4000, 10).height).toBeGreaterThanOrEqual(44)
  })
})

describe('the texts', () => {
  it('are complete in both languages', () => {
    expect(Object.keys(texts.en)).toEqual(Object.keys(texts.zh))
    for (const text of [...Object.values(texts.zh), ...Object.values(texts.en)]) expect(text.trim()).not.toBe('')
  })

  it('are not mixed up', () => {
    for (const text of Object.values(texts.en)) expect(text).not.toMatch(/\p{Script=Han}/u)
    for (const text of Object.values(texts.zh)) expect(text).toMatch(/\p{Script=Han}/u)
  })
})
