// What can be done with a conversation, and what is said when it could not be done.
import { ref } from 'vue'
import { Refusal } from '../../kit/api'
import { toast } from '../../kit/toast'
import { said } from '../../kit/words'
import { me } from '../../kit/session'
import { claim, close, fetchConversation, reopen, transfer } from '../conversations'
import { setStatus } from '../team'
import { t } from './texts'

export type Act = 'claim' | 'take_over' | 'close' | 'reopen'

export function useActs(id: () => string) {
  const busy = ref<Act>()

  /** Somebody was quicker: show what is true now. */
  function stale(why: unknown) {
    toast(said(why), 'bad')
    if (why instanceof Refusal && why.status === 409) void fetchConversation(id()).catch(() => undefined)
  }
  async function run(act: Act, verb: (id: string) => Promise<unknown>): Promise<boolean> {
    if (busy.value) return false
    busy.value = act
    try {
      await verb(id())
      return true
    } catch (why) {
      stale(why)
      return false
    } finally {
      busy.value = undefined
    }
  }
  async function end() {
    const ended = id()
    if (!(await run('close', close))) return false
    toast(t('closed_toast'), 'good', { label: t('undo'), run: () => void reopen(ended).catch(stale) })
    return true
  }
  /** A conversation of a colleague comes to me; the note in the thread says that it was taken over. */
  const takeOver = () => run('take_over', (one) => transfer(one, me.value?.id ?? '', t('take_over')))
  /** What is claimed while offline would go back to the queue, so whoever claims is asked to be online. */
  async function claimIt() {
    const is_claimed = await run('claim', claim)
    if (is_claimed && me.value?.status === 'offline') {
      toast(t('claimed_offline'), 'plain', { label: t('go_online'), run: () => void setStatus('online').catch(stale) })
    }
    return is_claimed
  }
  return { busy, takeOver, claim: claimIt, close: end, reopen: () => run('reopen', reopen), stale }
}
