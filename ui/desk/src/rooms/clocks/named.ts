// The house's own data in the reader's language: packs carry both.
import { locale } from '../../kit/texts'

const own = (chinese: string, english: string) => (locale.value === 'en' && english ? english : chinese)
export const nameOf = (one: { name: string; name_en: string }) => own(one.name, one.name_en)
export const marketOf = (one: { market: string; market_en: string }) => own(one.market, one.market_en)
export const sourceOf = (one: { source: string; source_en: string }) => own(one.source, one.source_en)
