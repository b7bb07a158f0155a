// A policy in plain words.
import type { Policy } from '../../../kit/api.gen'
import { money } from '../../../kit/money'
import { named } from '../texts'
import { t } from './texts'

export function sentences(of: Policy): string[] {
  return [
    t('say_limit', { amount: money(of.agent_limit), second: money(of.second_above) }),
    t('say_window', { days: of.window_days }),
    of.extra_days ? t('say_extra', { days: of.extra_days }) : t('say_extra_none'),
    t('say_waive', { amount: money(of.waive_below) }),
    of.freight_always ? t('say_freight_always') : t('say_freight_liable'),
    of.design === 're_price' ? t('say_re_price') : t('say_pro_rata'),
    t('say_delay', { amount: money(of.delay_limit), percent: of.delay_percent }),
    t('say_link', { hours: of.link_hours }),
    ...of.clocks.map((one) => t('say_clock', { state: named('state', one.state), amount: one.amount, unit: t(`unit_${one.unit}`) })),
    ...of.pay_by.map((one) => t('say_pay', { source: one.source, adapter: named('adapter', one.adapter) })),
  ]
}
