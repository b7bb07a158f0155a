// The rule pack in the browser: a first look at every key, before the server's own at rest.
//
// Only rules that need nothing but the words are looked for here: no mood, no place in the
// sentence, no buyer, no hour. What is found is shown at once; the server's verdict replaces it.
// So this may miss, and the server never waits for it.
import { shallowRef } from 'vue'
import { call } from '../../kit/api'
import type { Hit, Pack, Rule } from '../../kit/api.gen'

const NARROW_GAP = 3
const WIDE_GAP = 8
const ALTERNATIVES_MOST = 512
const SENTENCE_END = /[。！？!?\n]/

/** `parts` are the pieces between gaps, each with its alternatives as code points. */
interface Wanted { rule: Rule; parts: string[][][]; gaps: number[]; except: string[]; suggestion: string | null }
/** Phrases by how they begin: their first two code points, or the only one. */
export interface Ready { version: string; by_first: Map<string, Wanted[]> }

const isPlain = (rule: Rule) =>
  rule.colour !== 'green' && rule.where === 'anywhere' && rule.mood === 'any' && rule.measure === 'none'
  && rule.emotion_min === 0 && rule.hour_from === rule.hour_to && rule.even_negated && !rule.unless_repeated
  && rule.unless.length === 0 && rule.when_buyer.length === 0

const folded = (text: string) => text.normalize('NFKC').toLowerCase()

const HAN = /^[\u4e00-\u9fff]$/
/** One code point stays one, so that offsets hold. */
const foldedPoint = (point: string) => (HAN.test(point) ? point : ([...folded(point)][0] ?? point))

/** `(a|b|)c` written out: ac, bc, c. */
export function alternatives(words: string): string[] {
  const open = words.indexOf('(')
  if (open < 0) return [words]
  const close = words.indexOf(')', open)
  if (close < 0) return []
  const rest = alternatives(words.slice(close + 1))
  const made = words.slice(open + 1, close).split('|')
    .flatMap((one) => rest.map((tail) => words.slice(0, open) + one + tail))
  return made.slice(0, ALTERNATIVES_MOST)
}

export function ready(pack: Pack): Ready {
  const by_first = new Map<string, Wanted[]>()
  for (const rule of pack.rules.filter(isPlain)) {
    const except = rule.except.map(folded)
    for (const phrase of rule.phrases) {
      const pieces = phrase.words.split(/([‥…])/)
      const parts = pieces.filter((_, i) => i % 2 === 0).map((one) => alternatives(folded(one)).filter(Boolean).map((words) => [...words]))
      const gaps = pieces.filter((_, i) => i % 2 === 1).map((one) => (one === '‥' ? NARROW_GAP : WIDE_GAP))
      if (parts.some((one) => one.length === 0)) continue
      const wanted: Wanted = { rule, parts, gaps, except, suggestion: phrase.suggestion ?? rule.suggestion }
      for (const first of new Set(parts[0]!.map((one) => one.slice(0, 2).join('')))) {
        by_first.set(first, [...(by_first.get(first) ?? []), wanted])
      }
    }
  }
  return { version: pack.version, by_first }
}

/** Where a phrase that begins at `at` ends, or -1. All offsets count code points. */
function endOf(points: readonly string[], at: number, wanted: Wanted, part = 0): number {
  let best = -1
  for (const words of wanted.parts[part]!) {
    let to = at
    while (to - at < words.length && points[to] === words[to - at]) to++
    if (to - at < words.length) continue
    if (part === wanted.parts.length - 1) {
      best = Math.max(best, to)
      continue
    }
    for (let gap = 0; gap <= wanted.gaps[part]!; gap++) {
      if (gap > 0 && SENTENCE_END.test(points[to + gap - 1] ?? '\n')) break
      best = Math.max(best, endOf(points, to + gap, wanted, part + 1))
    }
  }
  return best
}

function isExcepted(points: readonly string[], except: readonly string[], from: number, to: number): boolean {
  return except.some((words) =>
    points.slice(Math.max(0, from - words.length + 1), to + words.length - 1).join('').includes(words))
}

const LETTER = /[a-z]/
/** A phrase wants a word's edge beside its letters, as the server does: no "arse" in "coarse", no "wtf" in "mwtf8". */
function isWhole(points: readonly string[], from: number, to: number): boolean {
  const is = (at: number, kind: RegExp) => kind.test(points[at] ?? '')
  const cuts = (at: number) => is(at - 1, LETTER) && is(at, LETTER)
  return !cuts(from) && !cuts(to) && !(is(from - 1, /[0-9]/) && is(from, LETTER))
}

/** The hits of one text. Offsets are code points of the text as it was given. */
export function looked(pack: Ready, original: string, reason: (rule: Rule) => string): Hit[] {
  const given = [...original]
  const points = given.map(foldedPoint)
  const hits: Hit[] = []
  for (let from = 0; from < points.length; from++) {
    const one = points[from]!
    const pair = one + (points[from + 1] ?? '')
    for (const wanted of [...(pack.by_first.get(one) ?? []), ...(pack.by_first.get(pair) ?? [])]) {
      const to = endOf(points, from, wanted)
      if (to < 0 || !isWhole(points, from, to) || isExcepted(points, wanted.except, from, to)) continue
      if (hits.some((had) => had.from <= from && had.to >= to)) continue
      const { id, colour } = wanted.rule
      hits.push({ rule: id, colour, from, to, words: given.slice(from, to).join(''), reason: reason(wanted.rule), source: wanted.rule.source, hidden: false, suggestion: wanted.suggestion })
    }
  }
  return hits
}

export const pack = shallowRef<Ready>()
let asked = false

/** Fetches the pack once; without it the server alone is asked. */
export async function loadPack() {
  if (asked) return
  asked = true
  try {
    pack.value = ready(await call('GET /manners/pack'))
  } catch {
    asked = false
  }
}
