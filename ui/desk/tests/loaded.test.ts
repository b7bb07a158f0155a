import { describe, expect, it } from 'vitest'
import { Refusal } from '../src/kit/api'
import { useLoaded } from '../src/kit/useLoaded'

const refusing = (why: unknown) => useLoaded(() => Promise.reject(why as Error))

describe('what has come, or has not', () => {
  it('is loading until it has come', async () => {
    let come = (): void => undefined
    const { state, load } = useLoaded(() => new Promise<void>((done) => { come = done }))
    const loading = load()
    expect(state.value).toBe('loading')
    come()
    await loading
    expect(state.value).toBe('ready')
  })

  it('is refused to who has no right to it, and broken for every other reason, with its number', async () => {
    const forbidden = refusing(new Refusal(403, 'forbidden', 'no_right'))
    await forbidden.load()
    expect(forbidden.state.value).toBe('refused')
    const broken = refusing(new Refusal(500, 'internal', 'internal', '', 'r2'))
    await broken.load()
    expect([broken.state.value, broken.incident.value]).toEqual(['broken', 'r2'])
    const offline = refusing(new TypeError('no network'))
    await offline.load()
    expect([offline.state.value, offline.incident.value]).toEqual(['broken', ''])
  })

  it('is there after a second try that went well', async () => {
    let tries = 0
    const { state, load, retry } = useLoaded(async () => { if (++tries === 1) throw new TypeError('no network') })
    await load()
    const again = retry()
    expect(state.value).toBe('loading')
    await again
    expect(state.value).toBe('ready')
  })
})
