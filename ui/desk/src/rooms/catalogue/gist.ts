// What a promotion says, in one line.
import type { Promotion } from '../../kit/api.gen'
import { locale } from '../../kit/texts'
import { money } from '../../kit/money'
import { t } from './texts'

/** 85 折 / 15% off. */
function share(rate: number): string {
  const left = (10_000 - rate) / 1000
  return locale.value === 'en' ? t('rate_off', { rate: rate / 100 }) : t('rate_off', { rate: Number(left.toFixed(2)) })
}

function off(one: Promotion): string {
  if (one.price !== null && one.price !== undefined) return t('gist_price', { price: money(one.price, one.currency) })
  const words = one.rate > 0 ? share(one.rate) : t('gist_amount', { off: money(one.amount, one.currency) })
  return one.cap ? `${words} ${t('gist_cap', { cap: money(one.cap, one.currency) })}` : words
}

const over = (one: Promotion, units: number) => t(one.ladder === 'every' ? 'gist_every' : 'gist_over', { over: money(units, one.currency) })

export function gist(one: Promotion): string {
  if (one.kind === 'full_reduction') {
    return (one.steps ?? []).map((step) => `${over(one, step.over)} ${t('gist_amount', { off: money(step.off, one.currency) })}`).join(locale.value === 'en' ? '; ' : '；')
  }
  const from = one.threshold > 0 ? `${t('gist_over', { over: money(one.threshold, one.currency) })} ` : ''
  if (one.kind === 'free_shipping') return `${from}${t('gist_free')}`
  if (one.kind === 'gift') return `${from}${t('gist_gift', { count: one.gifts })}`
  return one.kind === 'item_discount' ? off(one) : `${from}${off(one)}`
}
