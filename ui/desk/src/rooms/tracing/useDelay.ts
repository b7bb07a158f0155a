import { computed, ref, shallowRef, watch } from 'vue'
import { call } from '../../kit/api'
import type { DelayGuide, DelayOffer, GuideLanguage, Parcel } from '../../kit/api.gen'
import { toast } from '../../kit/toast'
import { said } from '../../kit/words'
import { unitsOf, typedOf } from '../../kit/money'
import { t } from './texts'

/** Apology, explanation, compensation for one parcel: composed by the house, edited by the agent, sent by nobody yet. */
export function useDelay(parcel: () => Parcel, conversation: () => string, open: () => boolean) {
  const guide = shallowRef<DelayGuide>()
  const offer = shallowRef<DelayOffer>()
  const language = ref<GuideLanguage>()
  const amount = ref('')
  const apology = ref('')
  const explanation = ref('')
  const compensation = ref('')
  const refusal = ref('')
  const busy = ref(false)
  let key = ''

  const wanted = computed(() => (amount.value.trim() === '' ? 0 : unitsOf(amount.value)))
  const text = computed(() => [apology.value, explanation.value, compensation.value].map((one) => one.trim()).filter(Boolean).join(language.value === 'en' ? ' ' : ''))
  /** Nothing is promised that was not granted. */
  const is_granted = computed(() => wanted.value === 0 || (offer.value?.state === 'given' && offer.value.amount === wanted.value))

  async function compose(ask: { language?: GuideLanguage; amount?: number }) {
    try {
      const got = await call('GET /parcels/{id}/delay_guide', { id: parcel().id, ...ask })
      guide.value = got
      language.value = got.language
      ;[apology.value, explanation.value, compensation.value] = [got.words.apology, got.words.explanation, got.words.compensation]
      refusal.value = ''
      return got
    } catch (why) {
      refusal.value = said(why)
      return undefined
    }
  }
  async function begin() {
    key = crypto.randomUUID()
    guide.value = undefined
    const given = await call('GET /parcels/{id}/delay_offers', { id: parcel().id }).catch(() => ({ items: [] }))
    offer.value = given.items.find((one) => one.state !== 'refused') ?? given.items[0]
    const standing = offer.value && offer.value.state !== 'refused' ? offer.value.amount : undefined
    const got = await compose(standing === undefined ? {} : { amount: standing })
    if (got) amount.value = got.amount ? typedOf(got.amount) : ''
  }
  watch(open, (is) => { if (is) void begin() })
  const say = (other: GuideLanguage) => compose({ language: other, amount: wanted.value ?? 0 })
  let timer = 0
  watch(wanted, (now) => {
    window.clearTimeout(timer)
    if (now === undefined || !guide.value || now === guide.value.amount) return
    timer = window.setTimeout(() => void compose({ ...(language.value ? { language: language.value } : {}), amount: now }), 250)
  })

  /** Given at once within the limit, asked of a lead above it. */
  async function give(): Promise<boolean> {
    if (!wanted.value) return true
    busy.value = true
    try {
      offer.value = await call('POST /delay_offers', {}, {
        client_key: `${key}-${wanted.value}`.slice(-50), parcel: parcel().id, amount: wanted.value, ...(conversation() ? { conversation: conversation() } : {}),
      })
      if (offer.value.state === 'asked') toast(t('delay_asked'), 'good')
      return offer.value.state === 'given'
    } catch (why) {
      refusal.value = said(why)
      return false
    } finally {
      busy.value = false
    }
  }
  return { guide, offer, language, amount, wanted, apology, explanation, compensation, text, is_granted, refusal, busy, say, give }
}
