// Short words at the edge of the screen: for success and for failures in the background only.
import { shallowReactive } from 'vue'

export interface Toast {
  id: number
  tone: 'good' | 'bad' | 'plain'
  text: string
  act?: { label: string; run: () => void }
}

export const toasts = shallowReactive<Toast[]>([])
let last_id = 0

export function untoast(id: number) {
  const at = toasts.findIndex((one) => one.id === id)
  if (at >= 0) toasts.splice(at, 1)
}

export function toast(text: string, tone: Toast['tone'] = 'good', act?: Toast['act']) {
  const id = ++last_id
  toasts.push({ id, tone, text, ...(act ? { act } : {}) })
  if (toasts.length > 3) toasts.shift()
  window.setTimeout(() => untoast(id), act || tone === 'bad' ? 5000 : 2600)
}
