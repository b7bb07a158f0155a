// The pack's draft: one copy on the page, kept on the server after each change.
import { computed, shallowRef } from 'vue'
import { call } from '../../kit/api'
import type { Changes, Edition, Rule, RuleBrief } from '../../kit/api.gen'
import { useList } from '../../kit/lists'
import { toast } from '../../kit/toast'
import { said } from '../../kit/words'
import { p } from './pack_texts'

const nothing: Changes = { off: [], exceptions: [], own: [] }

export function usePack() {
  const rules = useList<RuleBrief>(() => 'rules', (_, signal) => call('GET /manners/rules', {}, undefined, signal))
  const editions = useList<Edition>(() => 'editions', (_, signal) => call('GET /manners/editions', {}, undefined, signal))
  const edited = shallowRef<Changes>()
  const live = computed(() => editions.items.value.find((one) => one.stands === 'live'))
  const draft = computed(() => editions.items.value.find((one) => one.stands === 'draft'))
  /** What the draft says; without one, what is live. */
  const changes = computed<Changes>(() => edited.value ?? draft.value?.changes ?? live.value?.changes ?? nothing)

  async function keep(next: Changes): Promise<boolean> {
    const before = edited.value
    edited.value = next
    try {
      await call('PUT /manners/draft', {}, { changes: next })
      await editions.reload()
      edited.value = undefined
      return true
    } catch (why) {
      edited.value = before
      toast(p('save_failed', { why: said(why) }), 'bad')
      return false
    }
  }
  async function drop() {
    await call('DELETE /manners/draft')
    edited.value = undefined
    await editions.reload()
  }
  const isOff = (id: string) => changes.value.off.includes(id)
  const toggle = (id: string) => keep({ ...changes.value, off: isOff(id) ? changes.value.off.filter((one) => one !== id) : [...changes.value.off, id] })
  const letPass = (rule: string, words: string) => keep({ ...changes.value, exceptions: [...changes.value.exceptions.filter((one) => one.rule !== rule || one.words !== words), { rule, words }] })
  const stopAgain = (rule: string, words: string) => keep({ ...changes.value, exceptions: changes.value.exceptions.filter((one) => one.rule !== rule || one.words !== words) })
  const setOwn = (rule: Rule, before?: string) => keep({ ...changes.value, own: [...changes.value.own.filter((one) => one.id !== (before ?? rule.id)), rule] })
  const dropOwn = (id: string) => keep({ ...changes.value, own: changes.value.own.filter((one) => one.id !== id), exceptions: changes.value.exceptions.filter((one) => one.rule !== id) })

  return { rules, editions, live, draft, changes, isOff, toggle, letPass, stopAgain, setOwn, dropOwn, drop }
}
export type Pack = ReturnType<typeof usePack>
