// The few words that look itself must say. The desk provides them, so look knows no language.
import { inject, type InjectionKey } from 'vue'

export interface LookWords {
  close: string
  retry: string
  copy: string
  copied: string
  loading: string
  broken: string
  refused: string
  refused_who: string
  incident: string
  more: string
  cancel: string
}

export const look_words: InjectionKey<LookWords> = Symbol('look words')

export function useWords(): LookWords {
  const words = inject(look_words)
  if (!words) throw new Error('the desk must provide look_words')
  return words
}
