import type { DisputeCall } from '../../kit/api.gen'
import { beep } from '../../kit/sound'
import { toast } from '../../kit/toast'
import { t } from './texts'

/** What the owner of a dispute should know wherever they are at the desk. */
export function tell({ why, of }: DisputeCall) {
  const number = { number: of.number }
  beep('message')
  if (why === 'given') toast(t('call_given', number))
  if (why === 'warned') toast(t('call_warned', number), 'bad')
  if (why === 'missed') toast(t('call_missed', number), 'bad')
  if (why === 'evidence') toast(t('call_evidence', number))
}
