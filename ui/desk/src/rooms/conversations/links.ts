import type { CoveredPart } from '../../kit/api.gen'

// Text is never parsed as markup. Only http and https addresses become links.
export interface Part { text: string; url?: string; slip?: string }

// Ends before Chinese punctuation and before the closing marks that usually belong to the sentence.
const ADDRESS = /https?:\/\/[^\s<>"'，。；！？、）】》」』\u3000-\u303f]+[^\s<>"'，。；！？、）】》」』\u3000-\u303f.,;:!?)\]]/g

export function linked(text: string): Part[] {
  const parts: Part[] = []
  let from = 0
  for (const found of text.matchAll(ADDRESS)) {
    if (found.index > from) parts.push({ text: text.slice(from, found.index) })
    parts.push({ text: found[0], url: found[0] })
    from = found.index + found[0].length
  }
  if (from < text.length) parts.push({ text: text.slice(from) })
  return parts
}

/** The masks of a text stand apart: each has a slip. Places count code points. */
export function parted(text: string, covered: readonly CoveredPart[] = []): Part[] {
  const points = [...text]
  const parts: Part[] = []
  let from = 0
  for (const { slip, at, length } of covered) {
    if (at < from || at + length > points.length) continue
    parts.push(...linked(points.slice(from, at).join('')), { text: points.slice(at, at + length).join(''), slip })
    from = at + length
  }
  return [...parts, ...linked(points.slice(from).join(''))]
}

/** An address that may be followed from a card or a page: http, https or a path of this site. */
export function safeUrl(url: string): string | undefined {
  if (/^\/(?![/\\])/.test(url)) return url
  try {
    return ['http:', 'https:'].includes(new URL(url).protocol) ? url : undefined
  } catch {
    return undefined
  }
}
