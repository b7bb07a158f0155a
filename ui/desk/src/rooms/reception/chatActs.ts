// What can be done from a chat. Rooms above reception add their own, so that this room needs to know none of them.
import { shallowReactive, type Component } from 'vue'
import type { Right } from '../../kit/rights'

export interface ChatAct {
  id: string
  label: () => string
  icon: Component
  keys: string
  /** More words under which the palette finds it. */
  also: string
  may: Right
  /** A dialog: it gets `conversation` and `v-model:open`. */
  view: () => Promise<Component>
}

export const chat_acts = shallowReactive<ChatAct[]>([])

/** An act that a room above brings; it is shown to those who have the right. */
export function addChatAct(act: ChatAct) {
  if (!chat_acts.some((one) => one.id === act.id)) chat_acts.push(act)
}

/** Something that stands above the composer of a chat: it gets `conversation`, and draws nothing when it has nothing. */
export interface ChatStrip {
  id: string
  may: Right
  view: () => Promise<Component>
}

export const chat_strips = shallowReactive<ChatStrip[]>([])

export function addChatStrip(strip: ChatStrip) {
  if (!chat_strips.some((one) => one.id === strip.id)) chat_strips.push(strip)
}
