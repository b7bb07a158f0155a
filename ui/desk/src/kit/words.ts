// Words that every room shares, and the sentence for a refusal.
import { Refusal } from './api'
import { roomTexts } from './texts'
import chinese from './words.zh.json'

export const w = roomTexts(chinese, () => import('./words.en.json'))

type Word = keyof typeof chinese
const isWord = (key: string): key is Word => key in chinese

/** What a person reads when something was refused: by its reason, else by its code. */
export function said(why: unknown): string {
  if (!(why instanceof Refusal)) return w('refusal_unavailable')
  const values = (why.detail ?? {}) as Record<string, string>
  for (const key of [`refusal_${why.reason}`, `refusal_${why.code}`]) {
    if (isWord(key)) return w(key, values)
  }
  return w('refusal_unavailable')
}

/** A reason that the server wrote down, as a sentence; what is no reason stays as it is. */
export const because = (reason: string) => (isWord(`refusal_${reason}`) ? w(`refusal_${reason}` as Word) : reason)

/** The number a person can quote when asking for help. */
export const incidentOf = (why: unknown) => (why instanceof Refusal ? why.request_id : '')
