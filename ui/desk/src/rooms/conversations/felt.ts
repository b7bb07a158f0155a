// The words that say what a buyer feels, marked in their message.
import type { Cause } from '../../kit/api.gen'

export interface FeltPart { text: string; is_felt: boolean }

/** `text` cut at the first place of each cause's words. */
export function feltParts(text: string, causes: readonly Cause[]): FeltPart[] {
  const parts: FeltPart[] = []
  let from = 0
  for (const { words } of causes) {
    const at = words ? text.indexOf(words, from) : -1
    if (at < 0) continue
    if (at > from) parts.push({ text: text.slice(from, at), is_felt: false })
    parts.push({ text: words, is_felt: true })
    from = at + words.length
  }
  if (from < text.length || parts.length === 0) parts.push({ text: text.slice(from), is_felt: false })
  return parts
}
