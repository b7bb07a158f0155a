import { computed, reactive, ref, shallowRef } from 'vue'
import { call, Refusal, uploadReturnPhoto } from '../../../kit/api'
import type { Disposition, ReturnLook, Trace } from '../../../kit/api.gen'
import { toast } from '../../../kit/toast'
import { said } from '../../../kit/words'
import { called, t } from './texts'

export interface LineForm { line: string; got: number; findings: Trace[]; disposition: Disposition }

/** One parcel: what is in it, what was found, where it goes. */
export function useInspection(id: string, changed: () => void) {
  const look = shallowRef<ReturnLook>()
  const refusal = shallowRef<Refusal>()
  const is_busy = ref(false)
  const lines = reactive<LineForm[]>([])
  const form = reactive({ note: '', wrong_goods: false, carrier: '', number: '' })
  const state = computed(() => (look.value ? 'ready' as const : !refusal.value ? 'loading' as const : refusal.value.status === 403 || refusal.value.status === 404 ? 'refused' as const : 'broken' as const))

  function take(got: ReturnLook) {
    look.value = got
    if (lines.length === 0) lines.push(...got.lines.map((one) => ({ line: one.line, got: one.got ?? one.expected, findings: [...one.findings], disposition: one.disposition ?? 'restock' as const })))
  }
  async function load() {
    try {
      take(await call('GET /return-parcels/{id}', { id }))
      refusal.value = undefined
    } catch (why) {
      refusal.value = why instanceof Refusal ? why : new Refusal(0, 'unavailable', 'unavailable')
    }
  }
  async function act(does: () => Promise<void>) {
    is_busy.value = true
    try {
      await does()
    } catch (why) {
      toast(said(why), 'bad')
      await load()
    } finally {
      is_busy.value = false
      changed()
    }
  }
  // What will stand in the way; the server judges traces by the goods as well.
  const against = computed(() => {
    if (form.wrong_goods) return t('why_wrong_goods')
    const expected = new Map((look.value?.lines ?? []).map((one) => [one.line, one.expected]))
    if (lines.some((one) => one.got < (expected.get(one.line) ?? 0))) return t('why_missing')
    return lines.some((one) => one.disposition === 'send_back') ? t('why_send_back') : ''
  })
  const receive = () => act(async () => {
    await call('POST /return-parcels/receipts', {}, { number: look.value?.parcel.number ?? '' })
    await load()
  })
  const finish = () => act(async () => {
    const got = await call('POST /return-parcels/{id}/inspection', { id }, { note: form.note.trim(), disposition: 'restock', findings: [], right_goods: !form.wrong_goods, lines: lines.map((one) => ({ ...one, got: Number(one.got) || 0 })) })
    look.value = got
    const refused = got.parcel.case_state === 'receipt_refused'
    toast(refused ? t('done_refused', { why: got.parcel.note }) : t('done', { state: called('state', got.parcel.state) }), refused ? 'plain' : 'good')
  })
  const sendBack = () => act(async () => {
    await call('PUT /return-parcels/{id}/way-back', { id }, { carrier: form.carrier.trim(), number: form.number })
    await load()
    toast(t('sent_done'), 'good')
  })
  const addPhotos = (files: Iterable<File>) => act(async () => {
    for (const file of files) look.value = await uploadReturnPhoto(id, file)
  })
  void load()
  return { look, state, refusal, is_busy, lines, form, against, load, receive, finish, sendBack, addPhotos }
}
