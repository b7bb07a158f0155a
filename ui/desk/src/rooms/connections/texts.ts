import { roomTexts } from '../../kit/texts'
import chinese from './texts.zh.json'

export const t = roomTexts(chinese, () => import('./texts.en.json'))
type Key = keyof typeof chinese

/** The sentence for a word of the server; the word itself when nobody wrote one yet. */
export function told(kind: 'error' | 'fault' | 'market' | 'meaning', word: string): string {
  const key = `${kind}_${word}`
  return key in chinese ? t(key as Key) : word
}
