// Finds the addresses in a text. Only https becomes a link, and only when it goes where it seems to go:
// an address with a name before an @ (https://bank.example@evil.example) stays text.

/** Without what the house refuses: controls, and the marks that make a text read other than it is written. */
export const clean = (text: string): string =>
  text.replace(/[\0-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]|\p{Cs}/gu, '').trim()

export interface Piece { text: string; href?: string }

export function pieces(text: string): Piece[] {
  const found: Piece[] = []
  let from = 0
  // ASCII only: Chinese text follows an address without a space.
  for (const match of text.matchAll(/https:\/\/[!#-;=?-~]+/gi)) {
    const shown = trimmed(match[0])
    const href = safeLink(shown)
    if (!href) continue
    found.push({ text: text.slice(from, match.index) }, { text: shown, href })
    from = match.index + shown.length
  }
  found.push({ text: text.slice(from) })
  return found.filter(({ text }) => text)
}

/** The sentence's own punctuation is not part of the address; a bracket opened inside it is. */
function trimmed(shown: string): string {
  for (;;) {
    const last = shown.slice(-1)
    const opens = '([{'[')]}'.indexOf(last)]
    if (opens ? shown.includes(opens) : !/[.,;:!?'*_~]/.test(last)) return shown
    shown = shown.slice(0, -1)
  }
}

/** The address if it may be followed: https, or the page's own site while it is tried out on http. */
export function safeLink(text: unknown, page?: string): string | undefined {
  try {
    const url = new URL(text as string, page)
    if (text && !url.username && (url.protocol === 'https:' || (page && url.origin === new URL(page).origin))) return url.href
  } catch {
    // Not an address.
  }
}
