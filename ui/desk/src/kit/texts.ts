// Words on the screen. A room keeps texts.zh.json and texts.en.json; Chinese ships with the room,
// English is fetched when chosen. `{name}` in a text is replaced by the value of that name.
import { ref, shallowRef } from 'vue'

export type Locale = 'zh-CN' | 'en'
type Words = Record<string, string>
type English = () => Promise<{ default: Words }>

const KEY = 'xiaoer.locale'
export const locale = ref<Locale>(remembered())
const waiting = new Set<Promise<unknown>>()
const english_loaders: (() => Promise<unknown>)[] = []

function remembered(): Locale {
  try {
    return localStorage.getItem(KEY) === 'en' ? 'en' : 'zh-CN'
  } catch {
    return 'zh-CN'
  }
}

function tracked(work: Promise<unknown>) {
  waiting.add(work)
  return work.finally(() => waiting.delete(work))
}

/** Resolves when the words of every room met so far are there. */
export async function textsReady() {
  while (waiting.size > 0) await Promise.allSettled([...waiting])
}

export async function chooseLocale(chosen: Locale) {
  if (chosen === 'en') await Promise.all(english_loaders.map((load) => load()))
  locale.value = chosen
  document.documentElement.lang = chosen
  try {
    localStorage.setItem(KEY, chosen)
  } catch {
    // A full or blocked storage only means that the choice is not remembered.
  }
}

export function filled(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (slot, name: string) => String(values[name] ?? slot))
}

/** Makes the `t` of one room. Its keys are checked by the compiler. */
export function roomTexts<T extends Words>(chinese: T, english: English) {
  const english_words = shallowRef<Words>()
  const load = () => tracked(english().then((module) => { english_words.value = module.default }))
  english_loaders.push(load)
  if (locale.value === 'en') void load()

  return function t(key: keyof T & string, values: Record<string, string | number> = {}): string {
    const words = locale.value === 'en' ? english_words.value : undefined
    return filled(words?.[key] ?? chinese[key] ?? key, values)
  }
}
