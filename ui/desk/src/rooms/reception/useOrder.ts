// The order on the screen. It never changes under the pointer or the focus: changes wait and are
// counted, and are shown when the person leaves the list or asks for them.
import { computed, ref, shallowRef, watch } from 'vue'
import type { Conversation } from '../../kit/api.gen'
import type { Micros } from '../../kit/time'
import { grouped, moved, ordered, type ListRow } from './groups'

export function useOrder(
  key: () => string, all: () => readonly Conversation[], now: () => Micros, is_grouped: () => boolean,
) {
  const is_held = ref(false)
  const shown = shallowRef<ListRow[]>([])
  const wanted = computed<ListRow[]>(() => {
    if (is_grouped()) return grouped(ordered(all(), now()), now())
    const plain = key().startsWith('waiting')
      ? [...all()].sort((a, b) => (a.waiting_since ?? a.opened_at) - (b.waiting_since ?? b.opened_at))
      : [...all()].sort((a, b) => b.last_at - a.last_at)
    return plain.map((one) => ({ type: 'row', key: one.id, id: one.id }))
  })
  const waiting_moves = computed(() => (is_held.value ? moved(shown.value, wanted.value) : 0))

  const isSame = (a: readonly ListRow[], b: readonly ListRow[]) =>
    a.length === b.length && a.every((row, i) => {
      const other = b[i]
      return row.key === other?.key && (row.type !== 'group' || (other.type === 'group' && row.count === other.count))
    })

  function apply() {
    if (!isSame(shown.value, wanted.value)) shown.value = wanted.value
  }
  watch([wanted, is_held], () => { if (!is_held.value || shown.value.length === 0) apply() }, { immediate: true })
  watch(key, apply)

  return { shown, is_held, waiting_moves, apply }
}
