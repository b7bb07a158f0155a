// What is done with a promise, from the strip and from the page: asked once, told in one sentence.
import { ref } from 'vue'
import { call } from '../../kit/api'
import { toast } from '../../kit/toast'
import { said } from '../../kit/words'
import type { Vow } from './promise'
import { t } from './texts'

export function useActs(heard: (one: Vow) => void) {
  const busy = ref('')
  async function run(one: Vow, verb: () => Promise<Vow>, told: string) {
    if (busy.value) return false
    busy.value = one.id
    try {
      heard(await verb())
      toast(told, 'good')
      return true
    } catch (why) {
      toast(said(why), 'bad')
      heard(await call('GET /promises/{id}', { id: one.id }).catch(() => one))
      return false
    } finally {
      busy.value = ''
    }
  }
  const confirm = (one: Vow) => run(one, () => call('POST /promises/{id}/confirmation', { id: one.id }, { version: one.version }), t('confirmed'))
  const dismiss = (one: Vow) => run(one, () => call('POST /promises/{id}/dismissal', { id: one.id }, { version: one.version }), t('dismissed'))
  const keep = (one: Vow) => run(one, () => call('POST /promises/{id}/closure', { id: one.id }, { end: 'kept', version: one.version }), t('kept_done'))
  return { busy, confirm, dismiss, keep }
}
