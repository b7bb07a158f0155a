/** 12345 分 as ¥123.45; other currencies by their code. */
export function money(minor: number, currency = 'CNY'): string {
  const digits = `${Math.floor(Math.abs(minor) / 100)}.${String(Math.abs(minor) % 100).padStart(2, '0')}`
  const sign = minor < 0 ? '−' : ''
  return currency === 'CNY' ? `${sign}¥${digits}` : `${sign}${currency} ${digits}`
}

/** What a person typed, in minor units; nothing when it is no amount. */
export function minorOf(typed: string | number): number | undefined {
  const found = /^\s*(\d{1,9})(?:[.。](\d{1,2}))?\s*$/.exec(String(typed))
  if (!found) return undefined
  return Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0') || 0)
}
/** 1050 as "10.5", for a field. */
export const typed = (minor: number) => String(minor / 100)
