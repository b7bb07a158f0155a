import { computed, defineAsyncComponent, reactive, type Component } from 'vue'
import { useCommands } from '../../kit/commands'
import { useKeys } from '../../kit/keys'
import { may } from '../../kit/session'
import { chat_acts, chat_strips } from './chatActs'

/** The acts that rooms above added, beside a chat: their dialogs are fetched when first opened and stay. */
export function useChatActs() {
  const open = reactive<Record<string, boolean>>({})
  const views = new Map<string, Component>(chat_acts.map((one) => [one.id, defineAsyncComponent(one.view)]))
  const allowed = computed(() => chat_acts.filter((one) => may(one.may)))
  const dialogs = computed(() => allowed.value.filter((one) => one.id in open).map((one) => ({ id: one.id, view: views.get(one.id) })))
  const begin = (id: string) => { if (allowed.value.some((one) => one.id === id)) open[id] = true }
  useKeys(Object.fromEntries(chat_acts.map((one) => [one.keys, () => begin(one.id)])))
  useCommands(chat_acts.map((one) => ({ id: one.id, group: 'act', keys: one.keys, label: one.label, also: one.also, may: () => may(one.may), run: () => begin(one.id) })))
  return { allowed, dialogs, open, begin }
}

/** What rooms above put over the composer. */
export const useChatStrips = () => chat_strips.filter((one) => may(one.may)).map((one) => ({ id: one.id, view: defineAsyncComponent(one.view) }))
