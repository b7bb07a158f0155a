// From a verdict to marks on the text. The server counts code points, a textarea counts UTF-16
// units: an emoji is one of the first and two of the second.
import type { Hit } from '../../kit/api.gen'

export interface Piece { text: string; colour?: 'red' | 'yellow' }

/** Offsets in UTF-16 units for every code point offset of `text`, the end included. */
export function unitOffsets(text: string): number[] {
  const offsets: number[] = []
  let unit = 0
  for (const point of text) {
    offsets.push(unit)
    unit += point.length
  }
  offsets.push(unit)
  return offsets
}

export interface Span { from: number; to: number; hit: Hit }

/** Hits with a place in the text, in UTF-16 units, in order. Hits without a place are left out. */
export function spans(text: string, hits: readonly Hit[]): Span[] {
  const offsets = unitOffsets(text)
  return hits
    .filter((hit) => hit.to > hit.from && hit.to < offsets.length)
    .map((hit) => ({ from: offsets[hit.from] ?? 0, to: offsets[hit.to] ?? 0, hit }))
    .sort((a, b) => a.from - b.from || b.to - a.to)
}

/** The text cut at the marks; where two overlap the redder one wins. */
export function pieces(text: string, hits: readonly Hit[]): Piece[] {
  const colours = new Array<'red' | 'yellow' | undefined>(text.length)
  for (const { from, to, hit } of spans(text, hits)) {
    if (hit.colour === 'green') continue
    for (let i = from; i < to; i++) if (colours[i] !== 'red') colours[i] = hit.colour
  }
  const made: Piece[] = []
  let from = 0
  for (let i = 1; i <= text.length; i++) {
    if (i < text.length && colours[i] === colours[from]) continue
    const colour = colours[from]
    made.push({ text: text.slice(from, i), ...(colour ? { colour } : {}) })
    from = i
  }
  return made
}

/** The text with every suggestion taken, or undefined when there is none to take. */
export function rewritten(text: string, hits: readonly Hit[]): string | undefined {
  let [made, from, changed] = ['', 0, false]
  for (const span of spans(text, hits)) {
    if (span.hit.suggestion === null || span.hit.suggestion === undefined || span.from < from) continue
    made += text.slice(from, span.from) + span.hit.suggestion
    from = span.to
    changed = true
  }
  return changed ? made + text.slice(from) : undefined
}
