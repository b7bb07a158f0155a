import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { session } from '../src/kit/session'
import { flush, openOutbox, outgoing, retry, send, stopped, takeBack, arrived } from '../src/rooms/conversations/outbox'
import { said, session as signedIn } from './cast'

type Asked = { client_key: string; text: string; held?: boolean }
let asked: Asked[]
let answer: (ask: Asked) => Response | Error
const items = outgoing(() => 'c')
const states = () => items.value.map((one) => `${one.text} ${one.state}`)
const ok = (ask: Asked) => Response.json(said(1, { client_key: ask.client_key }), { status: 201 })
const refused = (status: number, reason: string, detail?: unknown) => Response.json({ code: 'x', reason, detail }, { status })
const write = (text: string) => send({ conversation: 'c', kind: 'reply', text, files: [] })
const settled = async () => { for (let i = 0; i < 20; i++) await Promise.resolve(); await vi.advanceTimersByTimeAsync(1); await nextTick() }

beforeEach(() => {
  vi.useFakeTimers()
  localStorage.clear()
  asked = []
  answer = ok
  session.value = signedIn()
  vi.stubGlobal('fetch', (_: string, init: RequestInit) => {
    const ask = JSON.parse(String(init.body)) as Asked
    asked.push(ask)
    const said_back = answer(ask)
    return said_back instanceof Error ? Promise.reject(said_back) : Promise.resolve(said_back)
  })
  openOutbox(() => undefined)
})
afterEach(() => {
  for (const one of items.value) takeBack(one.client_key)
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('the outbox', () => {
  it('sends and forgets', async () => {
    write('a')
    await settled()
    expect([asked.length, states()]).toEqual([1, []])
  })

  it('keeps what could not leave, in order and under the same keys', async () => {
    answer = () => new TypeError('offline')
    write('a')
    write('b')
    await settled()
    expect(states()).toEqual(['a queued', 'b queued'])
    const key = asked[0]!.client_key
    answer = ok
    await vi.advanceTimersByTimeAsync(5000)
    expect(asked.slice(-2).map((one) => one.text)).toEqual(['a', 'b'])
    expect(asked.filter((one) => one.text === 'a').every((one) => one.client_key === key)).toBe(true)
    expect(states()).toEqual([])
  })

  it('survives a reload', async () => {
    answer = () => new TypeError('offline')
    write('a')
    await settled()
    answer = ok
    openOutbox(() => undefined)
    await settled()
    expect([asked.at(-1)!.text, states()]).toEqual(['a', []])
  })

  it('waits three seconds for a yellow message, then says that it waited', async () => {
    answer = (ask) => (ask.held ? ok(ask) : refused(409, 'hold', { colour: 'yellow', hits: [] }))
    write('soon')
    await settled()
    expect(states()).toEqual(['soon held'])
    await vi.advanceTimersByTimeAsync(2900)
    expect(asked).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(400)
    expect(asked.map((one) => one.held ?? false)).toEqual([false, true])
    expect(states()).toEqual([])
  })

  it('does not send what was taken back while it waited', async () => {
    answer = () => refused(409, 'hold', { colour: 'yellow', hits: [] })
    write('soon')
    await settled()
    expect(takeBack(items.value[0]!.client_key)!.text).toBe('soon')
    await vi.advanceTimersByTimeAsync(5000)
    expect(asked).toHaveLength(1)
  })

  it('hands back what the server stopped', async () => {
    answer = () => refused(422, 'stopped', { colour: 'red', hits: [] })
    write('rude')
    await settled()
    expect([states(), stopped.value?.text, stopped.value?.verdict?.colour]).toEqual([[], 'rude', 'red'])
  })

  it('shows a refusal and goes on with the next', async () => {
    answer = (ask) => (ask.text === 'a' ? refused(409, 'closed') : ok(ask))
    write('a')
    write('b')
    await settled()
    expect(states()).toEqual(['a failed'])
    answer = ok
    retry(items.value[0]!.client_key)
    await settled()
    expect(states()).toEqual([])
  })

  it('does not send a day late by itself', async () => {
    answer = () => new TypeError('offline')
    write('a')
    await settled()
    vi.setSystemTime(Date.now() + 25 * 3600 * 1000)
    answer = ok
    await flush()
    expect(items.value.map((one) => [one.state, one.refusal?.reason])).toEqual([['failed', 'too_old']])
  })

  it('forgets a message whose event came before the answer', async () => {
    answer = () => new TypeError('offline')
    write('a')
    await settled()
    arrived(said(1, { client_key: items.value[0]!.client_key }))
    expect(states()).toEqual([])
  })
})
