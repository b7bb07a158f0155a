// Between what the server keeps of a promotion and what people type.
import type { PromotionKind, Promotion, Scope } from '../../kit/api.gen'
import { toMicros } from '../../kit/time'
import { typedOf, unitsOf } from '../../kit/money'

export interface PromotionForm {
  name: string; kind: PromotionKind; enabled: boolean; starts_at: string; ends_at: string; member_level: number
  scope: Scope; covers: string[]; off_by: 'amount' | 'rate' | 'price'; off: string; threshold: string; cap: string
  ladder: 'steps' | 'every'; steps: { over: string; off: string }[]; per_buyer: number; not_with: PromotionKind[]
  gift: string; gifts: number
}

const two = (n: number) => String(n).padStart(2, '0')
/** For a field of the kind datetime-local, in the reader's own time. */
export function localOf(at: number): string {
  const date = new Date(at / 1000)
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`
}
const instantOf = (local: string) => toMicros(new Date(local).getTime() || 0)

export function blankForm(now: number): PromotionForm {
  return {
    name: '', kind: 'full_reduction', enabled: true, starts_at: localOf(now), ends_at: localOf(now + toMicros(7 * 86_400_000)), member_level: 0,
    scope: 'everything', covers: [], off_by: 'amount', off: '', threshold: '', cap: '', ladder: 'steps', steps: [{ over: '', off: '' }],
    per_buyer: 1, not_with: [], gift: '', gifts: 1,
  }
}

export function formOf(one: Promotion): PromotionForm {
  const amount = (units: number | null | undefined) => (units ? typedOf(units, one.currency) : '')
  const off_by = one.price !== null && one.price !== undefined ? 'price' : one.rate > 0 ? 'rate' : 'amount'
  return {
    name: one.name, kind: one.kind, enabled: one.enabled, starts_at: localOf(one.starts_at), ends_at: localOf(one.ends_at),
    member_level: one.member_level, scope: one.scope, covers: [...(one.covers ?? [])], off_by,
    off: off_by === 'price' ? amount(one.price) : off_by === 'rate' ? String(one.rate / 100) : amount(one.amount),
    threshold: amount(one.threshold), cap: amount(one.cap), ladder: one.ladder,
    steps: (one.steps ?? []).map((step) => ({ over: amount(step.over), off: amount(step.off) })),
    per_buyer: one.per_buyer, not_with: [...(one.not_with ?? [])], gift: one.gift ?? '', gifts: one.gifts || 1,
  }
}

/** What goes to the server; an amount that cannot be read goes as -1 and comes back refused at its field. */
export function askOf(form: PromotionForm, currency: string, had?: Promotion) {
  const units = (typed: string) => unitsOf(typed, currency) ?? -1
  const takes_off = form.kind === 'item_discount' || form.kind === 'shop_coupon' || form.kind === 'member_coupon'
  const with_steps = form.kind === 'full_reduction'
  return {
    name: form.name, kind: form.kind, enabled: form.enabled, starts_at: instantOf(form.starts_at), ends_at: instantOf(form.ends_at),
    member_level: Number(form.member_level) || 0, scope: form.scope, covers: form.scope === 'everything' ? [] : form.covers,
    leaves_out: had?.leaves_out ?? [], not_with: form.not_with,
    steps: with_steps ? form.steps.map((step) => ({ over: units(step.over), off: units(step.off) })) : [],
    ...(with_steps ? { ladder: form.ladder } : {}),
    ...(takes_off && form.off_by === 'rate' ? { rate: Math.round(Number(form.off) * 100) || 0 } : {}),
    ...(takes_off && form.off_by === 'amount' ? { amount: units(form.off) } : {}),
    ...(form.kind === 'item_discount' && form.off_by === 'price' ? { price: units(form.off) } : {}),
    ...(form.threshold && form.kind !== 'item_discount' && !with_steps ? { threshold: units(form.threshold) } : {}),
    ...(form.cap ? { cap: units(form.cap) } : {}),
    ...(form.kind.endsWith('coupon') ? { per_buyer: Number(form.per_buyer) || 1 } : {}),
    ...(form.kind === 'gift' ? { ...(form.gift ? { gift: form.gift } : {}), gifts: Number(form.gifts) || 1 } : {}),
  }
}
