import { effectScope, nextTick, ref } from 'vue'
import { describe, expect, it } from 'vitest'
import type { Conversation } from '../src/kit/api.gen'
import { grouped, groupOf, is_urgent, moved, ordered } from '../src/rooms/reception/groups'
import { dueOf } from '../src/rooms/clocks'
import { belongs } from '../src/rooms/reception/useInbox'
import { useOrder } from '../src/rooms/reception/useOrder'
import { noon, SECOND, talk } from './cast'

const late = talk('late', { waiting_since: noon - 130 * SECOND })
const broken = talk('broken', { waiting_since: noon - 200 * SECOND })
const fresh = talk('fresh', { waiting_since: noon - 10 * SECOND })
const done = talk('done', { last_at: noon - 60 * SECOND })
const done_later = talk('done_later', { last_at: noon })

describe('a waiting conversation', () => {
  it.each([[0, 'calm'], [59, 'calm'], [60, 'amber'], [119, 'amber'], [120, 'red'], [999, 'red']])('after %i s is %s', (seconds, colour) =>
    expect(dueOf(talk('a', { waiting_since: noon - seconds * SECOND }), noon)?.heat).toBe(colour))
  it.each([[99, 'unanswered'], [100, 'late'], [179, 'late'], [180, 'broken']])('after %i s is %s', (seconds, group) =>
    expect(groupOf(talk('a', { waiting_since: noon - seconds * SECOND }), noon)).toBe(group))
  it('is answered when nobody waits', () => expect(groupOf(done, noon)).toBe('answered'))
  it('is urgent from a hundred seconds on', () => expect([fresh, late, broken].map((one) => is_urgent(one, noon))).toEqual([false, true, true]))
  it('shows no negative wait when the clocks differ', () => expect(groupOf(talk('a', { waiting_since: noon + 300 * SECOND }), noon)).toBe('unanswered'))
})

describe('my list', () => {
  const all = [done, fresh, late, done_later, broken]
  it('puts the longest wait first and the latest talk after', () =>
    expect(ordered(all, noon).map((one) => one.id)).toEqual(['broken', 'late', 'fresh', 'done_later', 'done']))
  it('has a head for each group that is not empty, with its count', () => {
    expect(grouped(ordered(all, noon), noon).map((row) => (row.type === 'group' ? `${row.group} ${row.count}` : row.id)))
      .toEqual(['late 2', 'broken', 'late', 'unanswered 1', 'fresh', 'answered 2', 'done_later', 'done'])
    expect(grouped([done], noon).map((row) => row.key)).toEqual(['group-answered', 'done'])
  })
  it('counts what moved', () => {
    const rows = (...ids: string[]) => ids.map((id) => ({ type: 'row' as const, key: id, id }))
    expect(moved(rows('a', 'b'), rows('a', 'b'))).toBe(0)
    expect(moved(rows('a', 'b'), rows('b', 'a'))).toBe(2)
    expect(moved(rows('a'), rows('n', 'a'))).toBe(1)
    expect(moved(rows('a', 'b'), rows('a'))).toBe(1)
  })

  it('never reorders under the pointer', async () => {
    const items = ref<Conversation[]>([done_later, done])
    await effectScope().run(async () => {
      const order = useOrder(() => 'mine', () => items.value, () => noon, () => true)
      const ids = () => order.shown.value.flatMap((row) => (row.type === 'row' ? [row.id] : []))
      expect(ids()).toEqual(['done_later', 'done'])
      order.is_held.value = true
      items.value = [done_later, done, late]
      await nextTick()
      expect(ids()).toEqual(['done_later', 'done'])
      expect(order.waiting_moves.value).toBe(1)
      order.is_held.value = false
      await nextTick()
      expect(ids()).toEqual(['late', 'done_later', 'done'])
    })
  })
})

describe('a view', () => {
  it.each([
    ['mine', talk('a'), true], ['mine', talk('a', { assignee: 'cleo' }), false], ['mine', talk('a', { state: 'closed' }), false],
    ['waiting', talk('a', { state: 'waiting', assignee: null }), true], ['all', talk('a', { assignee: 'cleo' }), true],
    ['all', talk('a', { state: 'closed' }), false], ['closed', talk('a', { state: 'closed' }), true],
  ] as const)('%s holds what belongs to it', (view, one, holds) => expect(belongs(one, view, 'ben')).toBe(holds))
})
