// Where the agent serves whom: chosen once a device, asked with each tip.
import { ref, watch } from 'vue'
import type { Audience, Marketplace, Tip, Trade } from '../../kit/api.gen'
import { remember, remembered } from '../../kit/store'
import { unitOffsets } from './marks'

export interface Served { market: Marketplace; trade: Trade; audience: Audience }
export const served = ref<Served>(remembered<Served>('xiaoer.served', { market: 'site', trade: 'general', audience: 'adult' }))
watch(served, (now) => remember('xiaoer.served', now), { deep: true })

/** A tip in UTF-16 units of the text, as a textarea counts, or undefined when it no longer fits the words. */
export function placed(text: string, tip: Tip): { from: number; to: number } | undefined {
  const offsets = unitOffsets(text)
  const [from, to] = [offsets[tip.from], offsets[tip.to]]
  if (from === undefined || to === undefined) return undefined
  return text.slice(from, to) === tip.found ? { from, to } : undefined
}
