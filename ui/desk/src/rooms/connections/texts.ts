import { roomTexts } from '../../kit/texts'
import chinese from './texts.zh.json'

export const t = roomTexts(chinese, () => import('./texts.en.json'))
type Key = keyof typeof chinese

const keys = {
  error: (word: string) => `error_${word}`,
  fault: (word: string) => `fault_${word}`,
  market: (word: string) => `market_${word}`,
  meaning: (word: string) => `meaning_${word}`,
}

/** The sentence for a word of the server; the word itself when nobody wrote one yet. */
export function told(kind: keyof typeof keys, word: string): string {
  const key = keys[kind](word)
  return key in chinese ? t(key as Key) : word
}
