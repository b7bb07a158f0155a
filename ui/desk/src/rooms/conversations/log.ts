// The messages of one conversation as an unbroken run of seq numbers, newest last.
//
//   [first .. last]  no holes inside; `has_before` says whether older ones exist
//
// A message that would leave a hole is not added: the thread fetches what is between first.
import type { Message } from '../../kit/api.gen'

export interface Log { items: readonly Message[]; has_before: boolean }

export const empty_log: Log = { items: [], has_before: true }
export const lastSeq = (log: Log) => log.items.at(-1)?.seq ?? 0
export const firstSeq = (log: Log) => log.items[0]?.seq ?? 0

/** The log with a newest message, or undefined when something between is missing. */
export function appended(log: Log, message: Message): Log | undefined {
  const last = lastSeq(log)
  if (message.seq <= last) return replaced(log, message)
  if (log.items.length > 0 && message.seq !== last + 1) return undefined
  return { ...log, items: [...log.items, message] }
}

export function replaced(log: Log, message: Message): Log {
  const at = message.seq - firstSeq(log)
  if (log.items[at]?.seq !== message.seq) return log
  return { ...log, items: log.items.map((one, i) => (i === at ? message : one)) }
}

/** Older messages put in front. */
export function preceded(log: Log, older: readonly Message[], asked: number): Log {
  const first = firstSeq(log) || Infinity
  const fresh = older.filter((one) => one.seq < first)
  const items = [...fresh, ...log.items]
  return { items, has_before: older.length >= asked && (items[0]?.seq ?? 1) > 1 }
}

/** Newer messages put behind. */
export function followed(log: Log, newer: readonly Message[]): Log {
  const last = lastSeq(log)
  return { ...log, items: [...log.items, ...newer.filter((one) => one.seq > last)] }
}
