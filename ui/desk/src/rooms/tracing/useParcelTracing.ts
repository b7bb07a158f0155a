import { computed, ref, shallowRef, watch } from 'vue'
import { call } from '../../kit/api'
import type { Parcel, TracingBrief, TracingReason } from '../../kit/api.gen'
import { useEvent } from '../../kit/live'
import { may } from '../../kit/session'
import { now } from '../../kit/time'
import { toast } from '../../kit/toast'
import { said } from '../../kit/words'
import { t } from './texts'

/** What a parcel looks like it suffers from. */
export function likely(parcel: Pick<Parcel, 'state' | 'stuck_at' | 'eta'>, present: number): TracingReason {
  if (parcel.state === 'delivered') return 'not_received'
  if (!parcel.stuck_at && parcel.eta && parcel.eta < present) return 'late'
  return 'silent'
}

/** The tracing of one parcel, and opening one. */
export function useParcelTracing(parcel: () => Parcel, conversation: () => string) {
  const all = shallowRef<TracingBrief[]>()
  const busy = ref(false)
  const mine = computed(() => (all.value ?? []).filter((one) => one.parcel === parcel().id))
  const open = computed(() => mine.value.find((one) => !one.over_at))
  const last = computed(() => open.value ?? mine.value[0])

  async function load() {
    if (!may('work_cases')) return
    all.value = (await call('GET /orders/{id}/tracings', { id: parcel().order_id }).catch(() => ({ items: all.value ?? [] }))).items
  }
  watch(() => parcel().order_id, load, { immediate: true })
  useEvent('tracing_changed', (got) => {
    if (got.parcel !== parcel().id) return
    all.value = [got, ...(all.value ?? []).filter((had) => had.id !== got.id)]
  })

  let key = crypto.randomUUID()
  async function start(reason: TracingReason, words: string): Promise<boolean> {
    busy.value = true
    try {
      const made = await call('POST /tracings', {}, {
        client_key: key, parcel: parcel().id, reason, ...(words ? { words } : {}), ...(conversation() ? { conversation: conversation() } : {}),
      })
      key = crypto.randomUUID()
      all.value = [made.brief, ...(all.value ?? []).filter((had) => had.id !== made.brief.id)]
      toast(t('opened', { number: made.brief.number }), 'good')
      return true
    } catch (why) {
      toast(said(why), 'bad')
      void load()
      return false
    } finally {
      busy.value = false
    }
  }
  return { open, last, busy, start, guess: () => likely(parcel(), now()) }
}
