// What reaches a person who looks elsewhere: the title, a sound, a notification.
import { computed, watch } from 'vue'
import { useEvent } from '../../kit/live'
import { notify } from '../../kit/push'
import { may, me } from '../../kit/session'
import { beep } from '../../kit/sound'
import { toMicros, useNow, type Micros } from '../../kit/time'
import { toast } from '../../kit/toast'
import { conversations, isMine } from '../conversations'
import { dueOf, learnLimits } from '../clocks'
import { is_urgent } from './groups'
import { mine } from './useInbox'
import { t } from './texts'

const ONCE_A_MINUTE = toMicros(60_000)
const RINGS_EVERY = toMicros(15_000)

export function useAlerts(go: (path: string) => void) {
  const now = useNow()
  const sounded = new Map<string, number>()
  const late = new Set<string>()
  const rung = new Map<string, Micros>()
  const unread = computed(() => mine.value.filter((one) => one.unread > 0).length)
  const urgent = computed(() => mine.value.filter((one) => is_urgent(one, now.value)).length)

  watch([unread, () => t('conversations')], ([count, word]) => {
    document.title = count > 0 ? `(${count}) ${word}` : `${word} · ${t('desk')}`
  }, { immediate: true })

  useEvent('message_sent', (message) => {
    if (message.sender !== 'buyer') return
    const one = conversations.get(message.conversation)
    if (!one || !(isMine(one) || (one.state === 'waiting' && me.value?.status === 'online'))) return
    const last = sounded.get(message.conversation) ?? 0
    if (now.value - last > ONCE_A_MINUTE) {
      sounded.set(message.conversation, now.value)
      beep('message')
    }
    notify(one.contact.name, message.text || t('no_words'), message.conversation, () => go(`/c/${message.conversation}`))
  })

  // A chat has turned strong or dangerous: whoever works on it, and those who lead the floor.
  useEvent('mood_alarm', (alarm) => {
    const one = conversations.get(alarm.conversation)
    if (!may('lead_floor') && !(one && isMine(one))) return
    beep('late')
    toast(t(alarm.risk === 'safety' ? 'alarm_safety' : alarm.risk === 'threat' ? 'alarm_threat' : 'alarm_strong', { name: alarm.contact_name }), 'bad', {
      label: t('alarm_look'), run: () => go(`/c/${alarm.conversation}`),
    })
  })

  // Before a limit breaks, again and again until somebody has read it; and once when it breaks.
  watch(now, (present) => {
    if (me.value) void learnLimits()
    for (const one of mine.value) {
      const due = dueOf(one, present)
      if (!due || due.stage === 'unanswered') continue
      const broke = `${one.id}|${one.waiting_since}|${due.name}|${due.stage}`
      const is_new = !late.has(broke)
      late.add(broke)
      // Waits that were long over when the desk opened are shown, not sounded.
      if (present - due.breaks > ONCE_A_MINUTE) continue
      if (!is_new && (one.unread === 0 || present - (rung.get(one.id) ?? 0) < RINGS_EVERY)) continue
      rung.set(one.id, present)
      beep('late')
    }
  }, { immediate: true })
  return { unread, urgent }
}
