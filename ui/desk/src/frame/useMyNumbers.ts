import { computed } from 'vue'
import { may, me } from '../kit/session'
import { lasted, useNow } from '../kit/time'
import { mine, mine_count, waited, waiting_count } from '../rooms/reception'
import { t } from './texts'

type Tone = 'plain' | 'green' | 'amber' | 'red'
const MINUTE = 60e6

/** The numbers of the moment, from what is on this desk: load, answers owed, longest wait, queue. */
export function useMyNumbers() {
  const now = useNow()
  return computed(() => {
    // Who answers nobody has no such numbers.
    if (!may('converse')) return []
    const owed = mine.value.filter((one) => one.waiting_since)
    const longest = Math.max(0, ...owed.map((one) => waited(one, now.value)))
    const capacity = me.value?.capacity ?? 0
    const tone = (is_red: boolean, is_amber: boolean): Tone => (is_red ? 'red' : is_amber ? 'amber' : 'plain')
    return [
      { key: 'load', label: t('number_load'), value: mine_count.value, rest: `/${capacity}`, about: t('number_load_about'), tone: tone(false, capacity > 0 && mine_count.value >= capacity), is_optional: false },
      { key: 'owed', label: t('number_owed'), value: owed.length, rest: '', about: t('number_owed_about'), tone: owed.length > 0 ? 'plain' as Tone : 'green' as Tone, is_optional: false },
      { key: 'longest', label: t('number_longest'), value: longest ? lasted(longest) : '—', rest: '', about: t('number_longest_about'), tone: tone(longest >= 2 * MINUTE, longest >= MINUTE), is_optional: true },
      { key: 'queue', label: t('number_queue'), value: waiting_count.value, rest: '', about: t('number_queue_about'), tone: tone(false, waiting_count.value > 0), is_optional: false },
    ]
  })
}
