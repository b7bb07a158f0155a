// Money on the wire is whole minor units beside a currency.
import { locale } from '../../kit/texts'

const WITHOUT_MINOR = new Set(['JPY', 'KRW', 'VND'])
const digitsOf = (currency: string) => (WITHOUT_MINOR.has(currency) ? 0 : 2)

/** ¥128.00, as the reader's language writes it. */
export function money(units: number, currency: string): string {
  const digits = digitsOf(currency)
  return new Intl.NumberFormat(locale.value, {
    style: 'currency', currency: currency || 'CNY', currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: digits, maximumFractionDigits: digits,
  }).format(units / 10 ** digits)
}

/** What somebody typed ("128", "128.5") in minor units; nothing when it is no amount. */
export function unitsOf(typed: string | number, currency: string): number | undefined {
  const digits = digitsOf(currency)
  const words = String(typed).trim()
  const fits = digits === 0 ? /^\d{1,10}$/ : /^\d{1,8}(\.\d{1,2})?$/
  if (!fits.test(words)) return undefined
  const [whole = '0', part = ''] = words.split('.')
  return Number(whole) * 10 ** digits + Number(part.padEnd(digits, '0') || '0')
}

/** The reverse, for a field: "128.00". */
export const typedOf = (units: number, currency: string) => (units / 10 ** digitsOf(currency)).toFixed(digitsOf(currency))
