// Keys of the desk. A shortcut is written as it is shown: `J`, `G I`, `Alt N`, `Ctrl K`, `?`.
//
// 1. Nothing happens while an input method composes (isComposing, keyCode 229).
// 2. Single letters are ignored in fields and dialogs, and can be turned off (WCAG 2.1.4).
// 3. Alt shortcuts match the physical key, because Option types symbols on a Mac.
import { onScopeDispose, ref } from 'vue'
import { remember, remembered } from './store'

export type Shortcuts = Record<string, (event: KeyboardEvent) => void>

const OFF = 'xiaoer.letters_off'
const SEQUENCE_MS = 900
export const letters_off = ref(remembered(OFF, false))
export function turnLetters(off: boolean) {
  letters_off.value = off
  remember(OFF, off)
}

const layers: Shortcuts[] = []
let leader = ''
let leader_at = 0

export const isComposing = (event: KeyboardEvent) => event.isComposing || event.keyCode === 229

function isField(target: EventTarget | null): boolean {
  const element = target as HTMLElement | null
  return Boolean(element?.closest?.('input, textarea, select, [contenteditable=true]'))
}

/** How this key press would be written. */
export function nameOf(event: KeyboardEvent): string {
  const letter = event.code.startsWith('Key') ? event.code.slice(3) : event.code.replace('Digit', '')
  if (event.ctrlKey || event.metaKey) return `Ctrl ${event.key.length === 1 ? event.key.toUpperCase() : event.key}`
  if (event.altKey) return `Alt ${letter}`
  return event.key.length === 1 ? event.key.toUpperCase() : event.key
}

function found(name: string) {
  for (let i = layers.length - 1; i >= 0; i--) {
    const act = layers[i]?.[name]
    if (act) return act
  }
  return undefined
}

function isLead(name: string) {
  return layers.some((layer) => Object.keys(layer).some((key) => key.startsWith(`${name} `)))
}

function pressed(event: KeyboardEvent) {
  if (isComposing(event) || event.defaultPrevented) return
  const name = nameOf(event)
  const is_plain = !event.ctrlKey && !event.metaKey && !event.altKey
  const has_layer = Boolean(document.querySelector('[role=dialog], [role=menu]'))
  if (is_plain && name.length === 1 && (letters_off.value || isField(event.target) || has_layer)) return
  if (name === 'Escape' && has_layer) return
  const in_sequence = is_plain && leader && event.timeStamp - leader_at < SEQUENCE_MS
  const act = (in_sequence ? found(`${leader} ${name}`) : undefined) ?? found(name)
  leader = ''
  if (act) {
    event.preventDefault()
    act(event)
  } else if (is_plain && isLead(name) && name.length === 1) {
    leader = name
    leader_at = event.timeStamp
  }
}

/** Adds shortcuts while the component lives; the latest layer wins. */
export function useKeys(shortcuts: Shortcuts) {
  if (layers.length === 0) window.addEventListener('keydown', pressed)
  layers.push(shortcuts)
  onScopeDispose(() => {
    layers.splice(layers.indexOf(shortcuts), 1)
    if (layers.length === 0) window.removeEventListener('keydown', pressed)
  })
}
