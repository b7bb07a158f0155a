// How a run of messages is drawn: a line for each day, one head for what one person said within
// three minutes, and a line before the first unread message.
import type { Message } from '../../kit/api.gen'
import { isSameDay, toMicros } from '../../kit/time'

export type Row =
  | { type: 'day'; key: string; at: number }
  | { type: 'unread'; key: string }
  | { type: 'message'; key: string; message: Message; is_first: boolean; is_last: boolean }

const TOGETHER = toMicros(3 * 60 * 1000)

const isTogether = (a: Message | undefined, b: Message | undefined) =>
  Boolean(a && b && a.kind === b.kind && a.kind !== 'system' && a.sender === b.sender
    && a.sender_id === b.sender_id && b.sent_at - a.sent_at < TOGETHER && isSameDay(a.sent_at, b.sent_at))

/** `unread_after` is the last message that was read when the thread was opened. */
export function drawn(messages: readonly Message[], unread_after: number): Row[] {
  const rows: Row[] = []
  messages.forEach((message, i) => {
    const before = messages[i - 1]
    if (!before || !isSameDay(before.sent_at, message.sent_at)) {
      rows.push({ type: 'day', key: `day-${message.seq}`, at: message.sent_at })
    }
    const is_boundary = message.seq > unread_after && (!before || before.seq <= unread_after)
    if (unread_after > 0 && is_boundary && before) rows.push({ type: 'unread', key: 'unread' })
    rows.push({
      type: 'message', key: message.id, message,
      is_first: !isTogether(before, message) || is_boundary,
      is_last: !isTogether(message, messages[i + 1]),
    })
  })
  return rows
}
