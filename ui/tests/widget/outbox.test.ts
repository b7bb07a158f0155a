import { describe, expect, it } from 'vitest'
import { keepIn, type Keep } from '../../widget/src/keep'
import { openOutbox, timedKey } from '../../widget/src/outbox'

const day_ms = 86_400_000

function box(): Storage {
  const inside = new Map<string, string>()
  return new Proxy({} as Storage, {
    get: (_, name) => ({
      getItem: (key: string) => inside.get(key) ?? null,
      setItem: (key: string, text: string) => void inside.set(key, text),
      removeItem: (key: string) => void inside.delete(key),
    })[name as 'getItem'],
    ownKeys: () => [...inside.keys()],
    getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
  })
}

const keepOn = (storage: Storage): Keep => keepIn('xiaoer:demo', () => storage)

describe('the outbox', () => {
  it('gives back what was written, oldest first, even within one millisecond', () => {
    const outbox = openOutbox(keepOn(box()), () => 1_700_000_000_000)
    for (const text of ['一', '二', '三', '四']) outbox.add({ text })
    expect(outbox.list().map(({ text }) => text)).toEqual(['一', '二', '三', '四'])
    expect(outbox.next()?.text).toBe('一')
  })

  it('keeps its order when the clock goes back between two pages', () => {
    const storage = box()
    openOutbox(keepOn(storage), () => 2_000_000).add({ text: 'before' })
    openOutbox(keepOn(storage), () => 1_000_000).add({ text: 'after' })
    expect(openOutbox(keepOn(storage)).list().map(({ text }) => text)).toEqual(['before', 'after'])
  })

  it('survives a reload and forgets what was confirmed', () => {
    const storage = box()
    const first = openOutbox(keepOn(storage))
    const one = first.add({ text: 'one' })
    first.add({ text: 'two' })
    const second = openOutbox(keepOn(storage))
    second.drop(one.client_key)
    expect(openOutbox(keepOn(storage)).list().map(({ text }) => text)).toEqual(['two'])
  })

  it('lets two tabs add and remove without losing each other', () => {
    const storage = box()
    const [left, right] = [openOutbox(keepOn(storage)), openOutbox(keepOn(storage))]
    const one = left.add({ text: 'left' })
    right.add({ text: 'right' })
    right.drop(one.client_key)
    left.add({ text: 'left again' })
    expect(left.list().map(({ text }) => text)).toEqual(['right', 'left again'])
  })

  it('stops trying after a day, says so, and goes on with the next', () => {
    let now = 1_000_000
    const outbox = openOutbox(keepOn(box()), () => now)
    const old = outbox.add({ text: 'old' })
    now += day_ms - 1
    outbox.add({ text: 'new' })
    expect(outbox.next()?.text).toBe('old')
    now += 1
    expect(outbox.next()?.text).toBe('new')
    expect(outbox.list()[0]).toMatchObject({ client_key: old.client_key, why: 'old' })
  })

  it('tries again with the same key when asked to', () => {
    let now = 1_000_000
    const outbox = openOutbox(keepOn(box()), () => now)
    const item = outbox.add({ text: 'again' })
    outbox.put({ ...item, why: 'refused' })
    expect(outbox.next()).toBeUndefined()
    now += day_ms * 2
    outbox.again(outbox.list()[0]!)
    expect(outbox.next()).toMatchObject({ client_key: item.client_key, text: 'again' })
  })

  it('makes keys that are UUIDs of version 7 and sort by time', () => {
    const keys = [1_700_000_000_000, 1_700_000_000_001, 1_800_000_000_000].map(timedKey)
    for (const key of keys) expect(key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect([...keys].sort()).toEqual(keys)
    expect(timedKey(5)).not.toBe(timedKey(5))
  })
})

describe('the keep', () => {
  const blocked = () => {
    throw new DOMException('denied', 'SecurityError')
  }

  it('works in memory when storage is blocked', () => {
    const keep = keepIn('x', blocked)
    keep.set(':a', '1')
    expect(keep.get(':a')).toBe('1')
    expect(keep.names(':')).toEqual([':a'])
    keep.set(':a', null)
    expect(keep.get(':a')).toBeNull()
  })

  it('never answers with what a full storage still holds from before', () => {
    const storage = box()
    keepOn(storage).set(':log', 'old')
    const full = new Proxy(storage, {
      get: (inside, name) => (name === 'setItem' ? () => { throw new DOMException('full', 'QuotaExceededError') } : Reflect.get(inside, name)),
    })
    const keep = keepOn(full)
    keep.set(':log', 'new')
    expect(keep.get(':log')).toBe('new')
  })

  it('does not see the names of another shop', () => {
    const storage = box()
    keepIn('xiaoer:one', () => storage).set(':out:1', 'x')
    expect(keepIn('xiaoer:two', () => storage).names(':out:')).toEqual([])
  })
})
