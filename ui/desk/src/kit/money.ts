// Money on the wire is whole minor units beside a currency; without one it is the shop's own, yuan.
import { locale } from './texts'

const WITHOUT_MINOR = new Set(['JPY', 'KRW', 'VND'])
const digitsOf = (currency: string) => (WITHOUT_MINOR.has(currency) ? 0 : 2)

/** ¥128.00, as the reader's language writes it. */
export function money(units: number, currency = 'CNY'): string {
  const digits = digitsOf(currency)
  return new Intl.NumberFormat(locale.value, {
    style: 'currency', currency: currency || 'CNY', currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: digits, maximumFractionDigits: digits,
  }).format(units / 10 ** digits)
}

/** What somebody typed ("128", "128.5", by an input method "128。5") in minor units; nothing when it is no amount. */
export function unitsOf(typed: string | number, currency = 'CNY'): number | undefined {
  const digits = digitsOf(currency)
  const words = String(typed).trim().replace('。', '.')
  const fits = digits === 0 ? /^\d{1,10}$/ : /^\d{1,9}(\.\d{1,2})?$/
  if (!fits.test(words)) return undefined
  const [whole = '0', part = ''] = words.split('.')
  return Number(whole) * 10 ** digits + Number(part.padEnd(digits, '0') || '0')
}

/** The reverse, for a field: "128", "10.50". */
export const typedOf = (units: number, currency = 'CNY') => (units / 10 ** digitsOf(currency)).toFixed(digitsOf(currency)).replace('.00', '')
