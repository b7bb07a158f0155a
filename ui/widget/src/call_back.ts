// The buyer asks to be called: a number and a time of day. Part of the second script.

import { el } from './dom'

export interface CallWords { call: string; phone: string; when: string; soon: string; morning: string; afternoon: string; evening: string; ask_call: string; not_now: string; bad_phone: string; asked_already: string; no_call: string }

const parts = ['soon', 'morning', 'afternoon', 'evening'] as const

/** As the house looks at it: 7 to 15 digits, and what people write between them. */
export const isDialled = (phone: string) => /^\+?[\d\-() ]+$/.test(phone) && /^\d{7,15}$/.test(phone.replace(/\D/g, ''))

const box = 'display:block;width:100%;height:40px;padding:0 10px;border:1px solid var(--line);border-radius:8px;background:var(--ground);color:inherit;font:inherit'

/** `send` answers with nothing when the call is promised, else with the reason why not. */
export function callForm(words: CallWords, send: (phone: string, when: string) => Promise<string | undefined>, done: () => void): HTMLElement {
  const phone = el('input', { type: 'tel', autocomplete: 'tel', inputmode: 'tel', maxlength: 24, placeholder: words.phone, 'aria-label': words.phone })
  const when = el('select', { 'aria-label': words.when }, ...parts.map(part => el('option', { value: part }, words[part])))
  phone.style.cssText = when.style.cssText = box
  const ask = el('button', { class: 'pill', type: 'submit' }, words.ask_call)
  const no = el('button', { class: 'pill', type: 'button', click: done }, words.not_now)
  const why = el('p', { role: 'alert' })
  why.style.cssText = 'flex-basis:100%;color:var(--red)'
  const form = el('form', { class: 'tray', 'aria-label': words.call, submit: (event: Event) => {
    event.preventDefault()
    void ordered()
  } }, phone, when, why, ask, no)
  form.style.cssText = 'display:flex;flex-wrap:wrap;gap:8px'

  async function ordered() {
    const number = phone.value.trim()
    why.textContent = isDialled(number) ? '' : words.bad_phone
    if (why.textContent) return phone.focus()
    ask.disabled = true
    const reason = await send(number, when.value)
    ask.disabled = false
    if (!reason) return done()
    why.textContent = words[reason as 'bad_phone'] ?? words.no_call
  }
  return form
}
