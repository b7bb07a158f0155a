// What was read: by us when the end of the thread is on the screen, by the buyer as the server tells.
import { computed, onScopeDispose, ref, watch, type Ref } from 'vue'
import type { Conversation } from '../../kit/api.gen'
import { isMine, markRead } from './conversations'
import type { Log } from './log'

export function useReceipts(
  conversation: () => Conversation, log: Ref<Log | undefined>, is_pinned: Ref<boolean>,
) {
  // Where reading had come to when the thread was opened: the line stays while the thread is open.
  const unread_after = ref(0)
  const unread_count = ref(0)
  const is_visible = ref(document.visibilityState === 'visible')
  const seen = () => { is_visible.value = document.visibilityState === 'visible' }
  document.addEventListener('visibilitychange', seen)
  onScopeDispose(() => document.removeEventListener('visibilitychange', seen))

  watch(() => conversation().id, () => {
    unread_after.value = conversation().unread > 0 ? conversation().agent_read_seq : 0
    unread_count.value = conversation().unread
  }, { immediate: true })

  watch([is_pinned, is_visible, () => conversation().last_seq, () => conversation().id, () => Boolean(log.value)], () => {
    const one = conversation()
    if (!log.value || !is_pinned.value || !is_visible.value || !isMine(one)) return
    if (one.unread > 0) void markRead(one.id, one.last_seq)
  }, { immediate: true })

  /** The words under at most two of our messages: the last one read and the last one sent. */
  const receipts = computed(() => {
    const made = new Map<number, 'read' | 'sent'>()
    const ours = (log.value?.items ?? []).filter((one) => one.sender === 'agent' && one.kind === 'text')
    const last = ours.at(-1)
    const read = ours.findLast((one) => one.seq <= conversation().buyer_read_seq)
    if (last && last !== read) made.set(last.seq, 'sent')
    if (read) made.set(read.seq, 'read')
    return made
  })

  return { unread_after, unread_count, receipts }
}
