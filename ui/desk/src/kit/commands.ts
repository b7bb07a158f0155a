// What the palette can do. A part adds its commands while it is on the screen.
import { onScopeDispose, shallowReactive } from 'vue'

export interface Command {
  id: string
  label: () => string
  group: 'act' | 'go'
  keys?: string
  /** More words under which it can be found, such as pinyin initials or English. */
  also?: string
  may?: () => boolean
  run: () => void
}

export const commands = shallowReactive(new Map<string, Command>())

export function useCommands(added: Command[]) {
  for (const one of added) commands.set(one.id, one)
  onScopeDispose(() => {
    for (const one of added) if (commands.get(one.id) === one) commands.delete(one.id)
  })
}
