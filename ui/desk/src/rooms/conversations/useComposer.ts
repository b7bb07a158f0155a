// The state of the composer: which conversation, which mode, the words, and whether they may go.
import { computed, ref, watch } from 'vue'
import type { Verdict } from '../../kit/api.gen'
import { may } from '../../kit/session'
import { remember, remembered } from '../../kit/store'
import { toast } from '../../kit/toast'
import { useVerdict, type Light } from '../manners'
import { tellTyping } from './conversations'
import { draftOf, keepDraft } from './drafts'
import { outgoing, send, stopped, takeBack } from './outbox'
import { slashQuery } from './useScripts'
import { t } from './texts'
import { useAttachments } from './useAttachments'

const TYPING_EVERY_MS = 3000
export const enter_sends = ref(remembered('xiaoer.enter_sends', false))
export function chooseEnter(sends: boolean) {
  enter_sends.value = sends
  remember('xiaoer.enter_sends', sends)
}

export function useComposer(id: () => string) {
  const mode = computed({
    get: () => draftOf(id()).mode,
    set: (mode) => keepDraft(id(), { mode }),
  })
  const text = computed({
    get: () => draftOf(id())[mode.value],
    set: (words) => keepDraft(id(), { [mode.value]: words }),
  })
  const is_composing = ref(false)
  const caret = ref(0)
  const attachments = useAttachments()
  watch(id, () => attachments.clear())

  const slash = computed(() => (mode.value === 'reply' && !is_composing.value ? slashQuery(text.value, caret.value) : undefined))
  const checked = computed(() => {
    if (is_composing.value) return undefined
    return mode.value === 'note' || slash.value ? '' : text.value
  })
  const { verdict: found, is_checking } = useVerdict(() => checked.value, id)

  // What the server stopped is taken back with its verdict, until the words change.
  const refused = ref<{ text: string; verdict: Verdict }>()
  watch(stopped, (item) => {
    if (!item) return
    stopped.value = undefined
    const had = draftOf(item.conversation).reply
    keepDraft(item.conversation, { reply: had.trim() ? `${item.text}\n${had}` : item.text, mode: 'reply' })
    if (item.verdict) refused.value = { text: item.text, verdict: item.verdict }
    toast(t('stopped'), 'bad')
  })
  const verdict = computed<Light | undefined>(() => {
    if (mode.value === 'note') return undefined
    return refused.value?.text === text.value ? refused.value.verdict : found.value
  })

  const pending = outgoing(id)
  const held = computed(() => pending.value.find((one) => one.state === 'held'))
  const is_red = computed(() => verdict.value?.colour === 'red')
  const has_words = computed(() => Boolean(text.value.trim() || attachments.files.value.length > 0))
  const can_send = computed(() =>
    has_words.value && !is_red.value && !attachments.is_busy.value && !attachments.has_error.value && !held.value)
  const can_override = computed(() => is_red.value && has_words.value && may('override_gate'))

  function submit(override_reason?: string) {
    if (!can_send.value && !(override_reason && can_override.value)) return false
    const is_kept = send({
      conversation: id(), kind: mode.value === 'note' ? 'note' : 'reply', text: text.value.trim(),
      files: attachments.files.value, ...(override_reason ? { override_reason } : {}),
    })
    if (!is_kept) toast(t('storage_full'), 'bad')
    text.value = ''
    refused.value = undefined
    attachments.clear()
    return true
  }

  function cancelHold() {
    const item = held.value && takeBack(held.value.client_key)
    if (item) text.value = text.value.trim() ? `${item.text}\n${text.value}` : item.text
  }

  let told_at = 0
  function typed() {
    if (mode.value !== 'reply' || Date.now() - told_at < TYPING_EVERY_MS) return
    told_at = Date.now()
    tellTyping(id())
  }

  return {
    mode, text, is_composing, caret, slash, attachments, verdict, is_checking, held, is_red,
    can_send, can_override, submit, cancelHold, typed,
  }
}
