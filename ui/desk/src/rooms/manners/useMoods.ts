// What buyers felt in single messages: fetched when a thread opens, then by events.
import { computed, shallowReactive, watch } from 'vue'
import { call } from '../../kit/api'
import type { Emotion, FeltMessage } from '../../kit/api.gen'
import { on } from '../../kit/live'

const KEPT = 12
const moods = shallowReactive(new Map<string, Map<number, Emotion>>())

function add(felt: FeltMessage) {
  const had = moods.get(felt.conversation)
  if (had) moods.set(felt.conversation, new Map(had).set(felt.seq, felt.emotion))
}
on('emotion_felt', add)

async function load(id: string) {
  moods.set(id, new Map())
  for (const old of [...moods.keys()].slice(0, Math.max(0, moods.size - KEPT))) if (old !== id) moods.delete(old)
  try {
    const { items } = await call('GET /conversations/{id}/emotions', { id })
    const all = new Map((items ?? []).map((one) => [one.seq, one.emotion]))
    for (const [seq, emotion] of moods.get(id) ?? []) all.set(seq, emotion)
    moods.set(id, all)
  } catch {
    // The thread is readable without; the next opening asks again.
    moods.delete(id)
  }
}

/** The feelings of the conversation `id()` names, by message number; a touch is not shown. */
export function useMoods(id: () => string) {
  watch(id, (wanted) => { if (!moods.has(wanted)) void load(wanted) }, { immediate: true })
  const felt = computed(() => moods.get(id()))
  return (seq: number) => {
    const emotion = felt.value?.get(seq)
    return emotion && (emotion.level >= 2 || emotion.risk !== 'none') ? emotion : undefined
  }
}
