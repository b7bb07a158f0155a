// A word to whoever keeps a promise, wherever they are in the desk: it is due soon, or past its time. Once each.
import { beep } from '../../kit/sound'
import { now } from '../../kit/time'
import { toast } from '../../kit/toast'
import { distance, type Vow } from './promise'
import { t } from './texts'

const told = new Set<string>()
/** What happened longer ago is on the page, and no news. */
const FRESH = 120e6

export function tell(one: Vow) {
  const at = one.state === 'broken' ? one.broken_at : one.warned_at
  const key = `${one.id} ${one.state} ${at}`
  if (!at || one.closed_at || now() - at > FRESH || told.has(key)) return
  told.add(key)
  beep('message')
  if (one.state === 'broken') toast(t('broke', { words: one.words }), 'bad')
  else toast(t('warned', { words: one.words, time: distance((one.due_at ?? 0) - now()) }))
}
