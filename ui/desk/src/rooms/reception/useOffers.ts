// Conversations on their way from hand to hand, and words whispered by a lead: what this person has to hear of.
import { computed, ref, shallowReactive } from 'vue'
import { call } from '../../kit/api'
import type { HandOverSeen } from '../../kit/api.gen'
import { on, onResumed } from '../../kit/live'
import { may, me } from '../../kit/session'
import { beep } from '../../kit/sound'
import { toast } from '../../kit/toast'
import { said } from '../../kit/words'
import { conversations } from '../conversations'
import { t } from './texts'

const offers = shallowReactive(new Map<string, HandOverSeen>())
const busy = ref('')

function hear(one: HandOverSeen) {
  const { id, state, giver } = one.offer
  if (state === 'offered') {
    if (!offers.has(id) && giver !== me.value?.id) beep('message')
    offers.set(id, one)
    return
  }
  offers.delete(id)
  if (giver !== me.value?.id) return
  if (state === 'accepted') toast(t('offer_accepted', { name: one.contact_name }), 'good')
  if (state === 'declined') toast(t('offer_declined', { name: one.contact_name, reason: one.offer.answer }), 'bad')
  if (state === 'expired') toast(t('offer_expired', { name: one.contact_name }), 'bad')
}
on('hand_over_changed', hear)
on('whispered', ({ from, text }) => {
  beep('message')
  toast(t('whispered', { from, text }))
})
async function load() {
  if (!may('converse')) return
  try {
    const { items } = await call('GET /hand_overs')
    offers.clear()
    for (const one of items) offers.set(one.offer.id, one)
  } catch {
    // The strip shows what is known; the next event brings the rest.
  }
}
onResumed(() => void load())

async function run(id: string, verb: () => Promise<unknown>) {
  if (busy.value) return false
  busy.value = id
  try {
    await verb()
    return true
  } catch (why) {
    toast(said(why), 'bad')
    void load()
    return false
  } finally {
    busy.value = ''
  }
}

export function useOffers() {
  const all = computed(() => [...offers.values()])
  const accept = (id: string) => run(id, async () => {
    conversations.put(await call('POST /hand_overs/{id}/acceptance', { id }))
  })
  const decline = (id: string, reason: string) => run(id, () => call('POST /hand_overs/{id}/refusal', { id }, { reason }))
  const withdraw = (id: string) => run(id, () => call('POST /hand_overs/{id}/withdrawal', { id }))
  return {
    to_me: computed(() => all.value.filter((one) => one.offer.giver !== me.value?.id)),
    by_me: computed(() => all.value.filter((one) => one.offer.giver === me.value?.id)),
    busy, accept, decline, withdraw, load,
  }
}
