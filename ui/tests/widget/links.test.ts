import { describe, expect, it } from 'vitest'
import { clean, pieces, safeLink } from '../../widget/src/links'

const links = (text: string) => pieces(text).filter(({ href }) => href).map(({ text }) => text)

describe('addresses in a text', () => {
  it.each([
    ['看这里 https://a.example/b 谢谢', ['https://a.example/b']],
    ['看这里https://a.example/b，谢谢', ['https://a.example/b']],
    ['https://a.example/b你好', ['https://a.example/b']],
    ['见 https://a.example/b.', ['https://a.example/b']],
    ['(https://a.example/b)', ['https://a.example/b']],
    ['https://a.example/b_(c)', ['https://a.example/b_(c)']],
    ['两个 https://a.example 和 https://b.example/?q=1&r=2#s！', ['https://a.example', 'https://b.example/?q=1&r=2#s']],
    ['HTTPS://A.EXAMPLE/x', ['HTTPS://A.EXAMPLE/x']],
  ])('%s', (text, found) => expect(links(text)).toEqual(found))

  it.each([
    'http://a.example', 'javascript:alert(1)', 'data:text/html,x', 'https://', 'https://?', 'www.a.example',
    'https://bank.example@evil.example/', 'xhttps:/a.example', '没有网址',
  ])('leaves %s as text', text => expect(links(text)).toEqual([]))

  it('loses and changes no character', () => {
    for (const text of ['', 'a https://a.example/b, c\n d', 'https://a.example', '<b>https://a.example/"x"</b>', '))https://a.example))']) {
      expect(pieces(text).map(({ text }) => text).join('')).toBe(text)
    }
  })
})

describe('a link that may be followed', () => {
  it('is https, or of the page itself', () => {
    expect(safeLink('https://a.example/x')).toBe('https://a.example/x')
    expect(safeLink('/x', 'http://127.0.0.1:8080/y')).toBe('http://127.0.0.1:8080/x')
    expect(safeLink('http://b.example/x', 'http://127.0.0.1:8080/y')).toBeUndefined()
    expect(safeLink('javascript:alert(1)', 'https://a.example')).toBeUndefined()
    expect(safeLink('', 'https://a.example')).toBeUndefined()
    expect(safeLink(undefined, 'https://a.example')).toBeUndefined()
  })
})

describe('a text made clean', () => {
  it('keeps lines, tabs, emoji and Chinese, and loses what the house refuses', () => {
    expect(clean('  你好\n\t😀 a\u0000b\r\n\u202Ec\u2066d\uD800e\u007f ')).toBe('你好\n\t😀 ab\ncde')
  })
})
