import { describe, expect, it } from 'vitest'
import { drawn } from '../src/rooms/conversations/days'
import { appended, empty_log, firstSeq, followed, lastSeq, preceded } from '../src/rooms/conversations/log'
import { MINUTE, noon, said, SECOND } from './cast'

const log = (from: number, to: number) => ({
  items: Array.from({ length: to - from + 1 }, (_, i) => said(from + i)), has_before: from > 1,
})

describe('a log', () => {
  it('takes the next message', () => expect(lastSeq(appended(log(1, 3), said(4))!)).toBe(4))
  it('refuses a message that would leave a hole', () => expect(appended(log(1, 3), said(5))).toBeUndefined())
  it('takes a message it has only once', () => expect(appended(log(1, 3), said(2))!.items).toHaveLength(3))
  it('shows the newer copy of a message it has', () =>
    expect(appended(log(4, 6), said(5, { text: 'again' }))!.items[1]!.text).toBe('again'))
  it('leaves a message older than its first alone', () =>
    expect(appended(log(4, 6), said(2))!.items.map((one) => one.seq)).toEqual([4, 5, 6]))
  it('starts with any message when it is empty', () => expect(firstSeq(appended(empty_log, said(9))!)).toBe(9))

  it('grows backwards without doubles, and knows when nothing older is left', () => {
    const grown = preceded(log(4, 6), [said(3), said(4)], 2)
    expect(grown.items.map((one) => one.seq)).toEqual([3, 4, 5, 6])
    expect(grown.has_before).toBe(true)
    expect(preceded(grown, [said(1), said(2)], 2).has_before).toBe(false)
    expect(preceded(log(2, 2), [], 100).has_before).toBe(false)
  })
  it('closes a hole with what was fetched, once', () =>
    expect(followed(log(1, 3), [said(3), said(4), said(5)]).items.map((one) => one.seq)).toEqual([1, 2, 3, 4, 5]))
})

describe('a drawn thread', () => {
  const kinds = (rows: ReturnType<typeof drawn>) => rows.map((row) => (row.type === 'message' ? row.message.seq : row.type))

  it('groups what one person says within three minutes', () => {
    const rows = drawn([said(1), said(2), said(3, { sent_at: noon + 4 * MINUTE }), said(4, { sender: 'agent', sender_id: 'ben', sent_at: noon + 4 * MINUTE + SECOND })], 0)
    expect(rows.filter((row) => row.type === 'message').map((row) => row.is_first)).toEqual([true, false, true, true])
  })
  it('draws a line for each day', () =>
    expect(kinds(drawn([said(1), said(2, { sent_at: noon + 2 * 24 * 60 * MINUTE })], 0))).toEqual(['day', 1, 'day', 2]))
  it('draws a line before the first unread message', () =>
    expect(kinds(drawn([said(1), said(2), said(3)], 1))).toEqual(['day', 1, 'unread', 2, 3]))
  it('draws no unread line when all or nothing is unread', () => {
    expect(kinds(drawn([said(1), said(2)], 0))).not.toContain('unread')
    expect(kinds(drawn([said(1), said(2)], 2))).not.toContain('unread')
  })
  it('starts a new group at the unread line', () =>
    expect(drawn([said(1), said(2)], 1).filter((row) => row.type === 'message').at(-1)).toMatchObject({ is_first: true }))
})
