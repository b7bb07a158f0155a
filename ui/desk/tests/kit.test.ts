import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { shelf } from '../src/kit/cache'
import { nameOf } from '../src/kit/keys'
import { attempts, live_state, on, onResumed, take, waitBefore } from '../src/kit/live'
import { dayName, lasted, short } from '../src/kit/time'
import { filled } from '../src/kit/texts'
import { cut } from '../src/frame/marked'
import { linked, safeUrl } from '../src/rooms/conversations/links'
import { matching, slashQuery } from '../src/rooms/conversations/useScripts'
import { MINUTE, noon, said, SECOND } from './cast'
import { money, typedOf, unitsOf } from '../src/kit/money'

describe('the entity cache', () => {
  it('is never undone by an older copy', () => {
    const talks = shelf<{ id: string; version: number }>((got, had) => got.version >= had.version)
    talks.put({ id: 'a', version: 3 })
    talks.put({ id: 'a', version: 2 })
    expect(talks.get('a')!.version).toBe(3)
  })
})

describe('reconnecting', () => {
  it('waits longer each time, up to thirty seconds', () => {
    expect([0, 1, 2, 3].map((n) => waitBefore(n, 0.5))).toEqual([500, 1000, 2000, 4000])
    expect(waitBefore(20, 1)).toBe(42_000)
    expect(waitBefore(0, 0)).toBe(300)
  })
})

describe('a frame', () => {
  const heard: number[] = []
  let off = () => undefined as unknown
  beforeEach(() => { heard.length = 0; off = on('message_sent', (message) => heard.push(message.seq)) })
  afterEach(() => { off(); live_state.value = 'off' })

  it('is one event or an array of them, in order', () => {
    take(JSON.stringify({ event: 'message_sent', data: said(1) }))
    take(JSON.stringify([{ event: 'message_sent', data: said(2) }, { event: 'message_sent', data: said(3) }]))
    expect(heard).toEqual([1, 2, 3])
  })
  it('that says resumed makes the desk live and refetches', () => {
    const again = vi.fn()
    const stop = onResumed(again)
    attempts.value = 4
    take(JSON.stringify([{ resumed: {} }]))
    expect([live_state.value, attempts.value, again.mock.calls.length]).toEqual(['live', 0, 1])
    stop()
  })
  it('of a kind nobody knows is left alone', () => expect(() => take('{"surprise":{}}')).not.toThrow())
})

describe('time', () => {
  it.each([[0, '0:00'], [161, '2:41'], [3723, '1:02:03'], [-5, '0:00']])('%i s lasted %s', (seconds, words) => expect(lasted(seconds * SECOND)).toBe(words))
  it('is short today, with the day before, with the year in another one', () => {
    const present = new Date(2026, 10, 22, 12).getTime() * 1000
    expect(short(present - 78 * MINUTE, present)).toBe('10:42')
    expect(short(new Date(2026, 10, 19, 10, 42).getTime() * 1000, present)).toBe('11-19 10:42')
    expect(short(new Date(2025, 0, 2).getTime() * 1000, present)).toBe('2025-01-02')
  })
  it('names yesterday', () => expect(dayName(noon - 24 * 60 * MINUTE, noon, { today: 'T', yesterday: 'Y' })).toBe('Y'))
})

describe('links', () => {
  it('end before Chinese punctuation', () =>
    expect(linked('看 https://a.test/x?y=1，谢谢')).toEqual([{ text: '看 ' }, { text: 'https://a.test/x?y=1', url: 'https://a.test/x?y=1' }, { text: '，谢谢' }]))
  it('leave a full stop outside', () => expect(linked('https://a.test/x.')[0]!.url).toBe('https://a.test/x'))
  it.each(['javascript:alert(1)', 'data:text/html,x', '//evil.test', '/\\evil.test', 'nonsense'])('%s is not followed', (url) => expect(safeUrl(url)).toBeUndefined())
  it.each(['https://a.test/', 'http://a.test', '/p/cup'])('%s is followed', (url) => expect(safeUrl(url)).toBe(url))
})

describe('scripts', () => {
  const script = (code: string, title: string, text = '') => ({ id: code, code, title, folder: '', text, owner: null, version: 1, uses: 0 })
  const all = [script('psth', '直接退款', '破损'), script('psbf', '破损补发'), script('fp', '发票')]
  it('are found by code, then title, then text', () => {
    expect(matching(all, '破损').map((one) => one.code)).toEqual(['psbf', 'psth'])
    expect(matching(all, 'ps').map((one) => one.code)).toEqual(['psth', 'psbf'])
    expect(matching(all, '没有这个')).toEqual([])
  })
  it.each([['/破损', 3, { from: 0, query: '破损' }], ['您好 /', 4, { from: 3, query: '' }], ['https://a.test/x', 16, undefined], ['1/2', 3, undefined], ['a', 1, undefined]])(
    'are asked for by %s', (text, caret, asked) => expect(slashQuery(text, caret)).toEqual(asked))
})

describe('keys', () => {
  const press = (key: string, code: string, more: KeyboardEventInit = {}) => nameOf(new KeyboardEvent('keydown', { key, code, ...more }))
  it('are named as they are shown', () => {
    expect(press('j', 'KeyJ')).toBe('J')
    expect(press('k', 'KeyK', { metaKey: true })).toBe('Ctrl K')
    expect(press('˜', 'KeyN', { altKey: true })).toBe('Alt N')
    expect(press('?', 'Slash', { shiftKey: true })).toBe('?')
  })
})

describe('texts', () => {
  it('fill their slots and leave unknown ones', () => expect(filled('{a} / {b}', { a: 0 })).toBe('0 / {b}'))
  it('are marked by code points', () =>
    expect(cut('😀杯子碎了', [[1, 3]])).toEqual([{ text: '😀', is_marked: false }, { text: '杯子', is_marked: true }, { text: '碎了', is_marked: false }]))
  it('ignore marks that do not fit', () => expect(cut('ab', [[1, 9]])).toEqual([{ text: 'ab', is_marked: false }]))
})

describe('amounts', () => {
  it('are read and written in minor units of their currency', () => {
    expect(unitsOf('10.5')).toBe(1050)
    expect(unitsOf('10。05')).toBe(1005)
    expect(unitsOf('1e3')).toBeUndefined()
    expect(unitsOf('1000', 'JPY')).toBe(1000)
    expect(unitsOf('10.5', 'JPY')).toBeUndefined()
    expect(money(1005)).toBe('¥10.05')
    expect(money(1005, 'USD')).toBe('$10.05')
    expect(money(1000, 'JPY')).toBe('¥1,000')
    expect([typedOf(1050), typedOf(50000), typedOf(1000, 'JPY')]).toEqual(['10.50', '500', '1000'])
  })
})
