import { computed, ref } from 'vue'
import { call } from '../../kit/api'
import type { Script } from '../../kit/api.gen'
import { shelf } from '../../kit/cache'
import { t } from './texts'

export const scripts = shelf<Script>()
const gone = ref(new Set<string>())
const state = ref<'idle' | 'loading' | 'ready' | 'refused' | 'broken'>('idle')

export async function loadScripts() {
  if (state.value !== 'ready') state.value = 'loading'
  try {
    const { items } = await call('GET /scripts')
    scripts.clear()
    for (const one of items) scripts.put(one)
    state.value = 'ready'
  } catch {
    if (state.value === 'loading') state.value = 'broken'
  }
}

/** Canned replies of the shop. */
export function useScripts() {
  if (state.value === 'idle') void loadScripts()
  const all = computed(() => scripts.all().filter((one) => !gone.value.has(one.id)))
  async function save(script: Pick<Script, 'code' | 'title' | 'folder' | 'text'>, id?: string) {
    scripts.put(id ? await call('PATCH /scripts/{id}', { id }, script) : await call('POST /scripts', {}, script))
  }
  async function remove(id: string) {
    await call('DELETE /scripts/{id}', { id })
    gone.value = new Set([...gone.value, id])
  }
  return { all, state: computed(() => (state.value === 'idle' ? 'loading' as const : state.value)), save, remove, reload: loadScripts }
}

/** The best matches first: code, then title, then text; among equals what people choose most. */
export function matching(all: readonly Script[], query: string, most = 8): Script[] {
  const wanted = query.trim().toLowerCase()
  const rank = (one: Script) => {
    if (!wanted) return 1
    if (one.code.toLowerCase().startsWith(wanted)) return 4
    if (one.title.toLowerCase().includes(wanted)) return 3
    if (one.folder.toLowerCase().includes(wanted)) return 2
    return one.text.toLowerCase().includes(wanted) ? 1 : 0
  }
  return all
    .map((script) => ({ script, rank: rank(script) }))
    .filter((one) => one.rank > 0)
    .sort((a, b) => b.rank - a.rank || b.script.uses - a.script.uses)
    .slice(0, most)
    .map((one) => one.script)
}

/** The `/query` just before the caret, or undefined. A slash inside an address is not one. */
export function slashQuery(text: string, caret: number): { from: number; query: string } | undefined {
  const found = /(?:^|\s)\/([^\s/]{0,20})$/.exec(text.slice(0, caret))
  if (!found) return undefined
  return { from: caret - (found[1] ?? '').length - 1, query: found[1] ?? '' }
}

const VARIABLES = {
  'contact.name': 'var_contact_name', 'agent.name': 'var_agent_name', 'agent.signature': 'var_agent_signature',
  'shop.name': 'var_shop_name', 'time.greeting': 'var_time_greeting',
} as const
export const variables = Object.keys(VARIABLES) as (keyof typeof VARIABLES)[]
export const variableName = (name: keyof typeof VARIABLES) => t(VARIABLES[name])

/** A script as people read it: variables by their names. */
export function readable(text: string): string {
  return text.replace(/\{\{\s*([\w.]+)\s*\}\}/g, (slot, name: string) =>
    (name in VARIABLES ? `〔${variableName(name as keyof typeof VARIABLES)}〕` : slot))
}

export const rendered = (id: string, conversation: string) =>
  call('GET /scripts/{id}/rendering', { id, conversation })

/** Counts a choice. That it was not counted is nobody's trouble. */
export async function countUse(id: string) {
  try {
    scripts.put(await call('POST /scripts/{id}/uses', { id }))
  } catch { /* The words are in the composer; only the order of the menu stays as it was. */ }
}
