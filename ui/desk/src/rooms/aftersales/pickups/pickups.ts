// Hours of pick-ups are those of the shop's country, wherever the desk stands.
import type { Pickup } from '../../../kit/api.gen'
import { locale } from '../../../kit/texts'
import { t } from './texts'

const part = (at: number, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locale.value === 'en' ? 'en' : 'zh-CN', { timeZone: 'Asia/Shanghai', ...options }).format(new Date(at / 1000))
const hour = (at: number) => part(at, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })

export const windowOf = (of: Pick<Pickup, 'from' | 'to'>) =>
  t('window', { day: part(of.from, { month: '2-digit', day: '2-digit', weekday: 'short' }), from: hour(of.from), to: hour(of.to) })

export const stateOf = (of: Pickup) =>
  ({ asked: t('state_asked'), booked: t('state_booked'), collected: t('state_collected'), failed: t('state_failed'), withdrawn: t('state_withdrawn') })[of.state]

export const toneOf = (of: Pickup) =>
  ({ asked: 'amber', booked: 'brand', collected: 'green', failed: 'red', withdrawn: 'plain' } as const)[of.state]

export const isComing = (of: Pickup) => of.state === 'asked' || of.state === 'booked'
