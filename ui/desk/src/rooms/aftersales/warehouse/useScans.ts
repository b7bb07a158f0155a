import { ref, shallowRef } from 'vue'
import { call, Refusal } from '../../../kit/api'
import type { ReturnParcel } from '../../../kit/api.gen'
import { beep } from '../../../kit/sound'
import { short } from '../../../kit/time'
import { said } from '../../../kit/words'
import { t } from './texts'

export interface ScanEnd { key: number; number: string; tone: 'green' | 'amber' | 'red'; words: string; parcel?: ReturnParcel; is_unknown?: boolean }
const KEPT = 8

/** Scans one after the other: a scanner is faster than the server, and nothing it reads is lost. */
export function useScans(received: (parcel: ReturnParcel) => void) {
  const ends = shallowRef<ScanEnd[]>([])
  const waiting = ref(0)
  let queue: Promise<void> = Promise.resolve()
  let count = 0

  async function again(number: string): Promise<Omit<ScanEnd, 'key' | 'number'>> {
    const had = (await call('GET /return-parcels', { number }).catch(() => undefined))?.items[0]
    if (!had) return { tone: 'amber', words: t('said_again', { number, time: '', name: '' }) }
    return { tone: 'amber', words: t('said_again', { number, time: had.received_at ? short(had.received_at) : '', name: had.received_by_name }), parcel: had }
  }
  async function end(number: string, case_number: string): Promise<Omit<ScanEnd, 'key' | 'number'>> {
    try {
      const parcel = await call('POST /return-parcels/receipts', {}, { number, ...(case_number ? { case_number } : {}) })
      received(parcel)
      return { tone: 'green', words: t('said_ok', { number: parcel.number, goods: parcel.goods_title }), parcel }
    } catch (why) {
      const reason = why instanceof Refusal ? why.reason : ''
      if (reason === 'received_already') return again(number)
      if (reason === 'unknown_parcel') return { tone: 'red', words: t('said_unknown', { number }), is_unknown: true }
      if (reason === 'unknown_case') return { tone: 'red', words: t('said_unknown_case', { number: case_number }), is_unknown: true }
      if (reason === 'not_awaited') return { tone: 'red', words: t('said_not_awaited') }
      return { tone: 'red', words: t('said_failed', { number, why: said(why) }) }
    }
  }
  function scan(typed: string, case_number = '') {
    const number = typed.trim()
    if (!number) return
    waiting.value += 1
    queue = queue.then(async () => {
      const got = await end(number, case_number.trim())
      ends.value = [{ key: ++count, number, ...got }, ...ends.value].slice(0, KEPT)
      waiting.value -= 1
      beep(got.tone === 'green' ? 'message' : 'late')
    })
  }
  const forget = (key: number) => { ends.value = ends.value.filter((one) => one.key !== key) }
  return { ends, waiting, scan, forget }
}
