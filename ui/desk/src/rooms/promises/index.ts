import { on } from '../../kit/live'
import { me } from '../../kit/session'
import { addChatStrip } from '../reception'

addChatStrip({ id: 'promises', may: 'converse', view: async () => (await import('./PromiseStrip.vue')).default })

on('promise_changed', (one) => {
  const is_news = (one.state === 'open' && one.warned_at) || (one.state === 'broken' && !one.closed_at)
  if (is_news && one.owner === me.value?.id) void import('./warning').then((room) => { room.tell(one) })
})

export const PromisesPage = () => import('./PromisesPage.vue')
