// Unsent words, kept per conversation and per mode, for as long as a week.
import { shallowReactive } from 'vue'
import { me } from '../../kit/session'
import { remember, remembered } from '../../kit/store'

export interface Draft { reply: string; note: string; mode: 'reply' | 'note'; at: number }

const WEEK_MS = 7 * 24 * 3600 * 1000
const drafts = shallowReactive(new Map<string, Draft>())
const slot = () => `xiaoer.drafts.${me.value?.id ?? ''}`
const blank = (): Draft => ({ reply: '', note: '', mode: 'reply', at: 0 })
let timer = 0

export function openDrafts() {
  drafts.clear()
  for (const [id, draft] of Object.entries(remembered<Record<string, Draft>>(slot(), {}))) {
    if (draft.at > Date.now() - WEEK_MS) drafts.set(id, draft)
  }
}

function saveNow() {
  window.clearTimeout(timer)
  remember(slot(), Object.fromEntries([...drafts].filter(([, one]) => one.reply || one.note)))
}
window.addEventListener('pagehide', saveNow)

export const draftOf = (id: string): Draft => drafts.get(id) ?? blank()
export const hasDraft = (id: string) => Boolean(drafts.get(id)?.reply.trim() || drafts.get(id)?.note.trim())

export function keepDraft(id: string, difference: Partial<Draft>) {
  drafts.set(id, { ...draftOf(id), ...difference, at: Date.now() })
  window.clearTimeout(timer)
  timer = window.setTimeout(saveNow, 300)
}

/** Words from beside the conversation go to the end of the reply, which a person then reads and sends. */
export function insertReply(id: string, words: string) {
  const { reply } = draftOf(id)
  keepDraft(id, { reply: reply.trim() ? `${reply.trimEnd()}\n${words}` : words, mode: 'reply' })
}
