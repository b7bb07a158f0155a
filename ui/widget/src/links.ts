// Finds the addresses in a text. Only https becomes a link, and only when it goes where it seems to go:
// an address with a name before an @ (https://bank.example@evil.example) stays text.

export interface Piece { text: string; href?: string }

// ASCII only: Chinese text follows an address without a space.
const address = /https:\/\/[!#-;=?-~]+/gi

export function pieces(text: string): Piece[] {
  const found: Piece[] = []
  let from = 0
  for (const match of text.matchAll(address)) {
    const shown = trimmed(match[0])
    const href = safeLink(shown)
    if (!href) continue
    if (match.index > from) found.push({ text: text.slice(from, match.index) })
    found.push({ text: shown, href })
    from = match.index + shown.length
  }
  if (from < text.length) found.push({ text: text.slice(from) })
  return found
}

/** The sentence's own punctuation is not part of the address; a bracket opened inside it is. */
function trimmed(shown: string): string {
  for (;;) {
    const last = shown.slice(-1)
    const closes = '([{'[')]}'.indexOf(last)]
    if (closes ? shown.includes(closes) : !/[.,;:!?'*_~]/.test(last)) return shown
    shown = shown.slice(0, -1)
  }
}

/** The address if it may be followed: https, or the page's own site while it is tried out on http. */
export function safeLink(text: string, own?: string): string | undefined {
  try {
    const url = new URL(text, own)
    if (!url.username && (url.protocol === 'https:' || (own && url.origin === new URL(own).origin))) return url.href
  } catch {
    // Not an address: it stays text.
  }
}
