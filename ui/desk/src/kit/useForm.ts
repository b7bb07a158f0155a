import { ref, shallowRef } from 'vue'
import { Refusal } from './api'
import { said } from './words'

/** A form that is sent: busy while it goes, and the refusal beside the field it concerns. */
export function useForm(send: () => Promise<void>) {
  const is_busy = ref(false)
  const refusal = shallowRef<Refusal>()

  async function submit() {
    if (is_busy.value) return
    is_busy.value = true
    refusal.value = undefined
    try {
      await send()
    } catch (why) {
      refusal.value = why instanceof Refusal ? why : new Refusal(0, 'unavailable', 'unavailable')
    } finally {
      is_busy.value = false
    }
  }

  const errorOf = (field: string) => (refusal.value?.field === field ? said(refusal.value) : '')
  /** The sentence for the form as a whole, unless a field shows it. */
  const errorBeside = (...fields: string[]) =>
    refusal.value && !fields.includes(refusal.value.field) ? said(refusal.value) : ''

  return { is_busy, refusal, submit, errorOf, errorBeside }
}
