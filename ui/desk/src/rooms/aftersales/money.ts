/** 12345 分 as ¥123.45; other currencies by their code. */
export function money(minor: number, currency = 'CNY'): string {
  const sign = minor < 0 ? '−' : ''
  const units = Math.abs(minor)
  const digits = `${Math.floor(units / 100)}.${String(units % 100).padStart(2, '0')}`
  return currency === 'CNY' ? `${sign}¥${digits}` : `${sign}${currency} ${digits}`
}

/** What a person typed, in minor units; nothing when it is no amount. */
export function minorOf(typed: string): number | undefined {
  const found = /^\s*(\d{1,9})(?:[.。](\d{1,2}))?\s*$/.exec(typed)
  if (!found) return undefined
  return Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0') || 0)
}
