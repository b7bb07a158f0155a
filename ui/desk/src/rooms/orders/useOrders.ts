import { computed, ref, shallowReactive, watch } from 'vue'
import { call, Refusal } from '../../kit/api'
import type { Order, OrderState } from '../../kit/api.gen'
import { shelf } from '../../kit/cache'
import { on, useResumed } from '../../kit/live'
import { toast } from '../../kit/toast'
import { said } from '../../kit/words'

/** Orders the desk has seen; replaced by newer versions. A full one (with traces) may replace a brief one. */
export const orders = shelf<Order>((got, had) => got.version >= had.version)
const of_contact = shallowReactive(new Map<string, readonly string[]>())
const refused = shallowReactive(new Map<string, Refusal>())

async function fetchOrder(id: string) {
  orders.put(await call('GET /orders/{id}', { id }))
}
async function fetchOf(contact: string) {
  try {
    const { items } = await call('GET /contacts/{id}/orders', { id: contact })
    for (const one of items) keepTraces(one)
    of_contact.set(contact, items.map((one) => one.id))
    refused.delete(contact)
  } catch (why) {
    if (why instanceof Refusal) refused.set(contact, why)
  }
}
/** Lists come without traces; those we have stay. */
function keepTraces(order: Order) {
  const had = orders.get(order.id)
  const parcels = order.parcels.map((parcel) => {
    const known = had?.parcels.find((one) => one.id === parcel.id)
    return known && known.moved_at === parcel.moved_at ? { ...parcel, traces: known.traces } : parcel
  })
  orders.put({ ...order, parcels })
}

on('order_changed', (mark) => {
  if (mark.contact && of_contact.has(mark.contact)) void fetchOf(mark.contact)
  if (orders.get(mark.id)) fetchOrder(mark.id).catch(() => undefined)
})

/** The orders of one buyer, newest first, kept fresh by `order_changed`. */
export function useOrdersOf(contact: () => string) {
  const items = computed(() => (of_contact.get(contact()) ?? []).map((id) => orders.get(id)).filter((one) => one !== undefined))
  const refusal = computed(() => refused.get(contact()))
  const state = computed(() => {
    if (of_contact.has(contact())) return 'ready' as const
    if (!refusal.value) return 'loading' as const
    return refusal.value.status === 403 || refusal.value.status === 404 ? 'refused' as const : 'broken' as const
  })
  const load = () => { refused.delete(contact()); return fetchOf(contact()) }
  watch(contact, load, { immediate: true })
  useResumed(() => void load())
  return { items, state, refusal, load }
}

/** One order with its traces. */
export function useOrder(id: () => string) {
  const refusal = ref<Refusal>()
  const order = computed(() => orders.get(id()))
  const state = computed(() => (order.value ? 'ready' as const : !refusal.value ? 'loading' as const : refusal.value.status === 404 ? 'refused' as const : 'broken' as const))
  async function load() {
    if (!id()) return
    refusal.value = undefined
    try {
      await fetchOrder(id())
    } catch (why) {
      if (why instanceof Refusal) refusal.value = why
    }
  }
  watch(id, load, { immediate: true })
  return { order, state, refusal, load }
}

async function done(answer: Promise<Order>, words: string): Promise<boolean> {
  try {
    keepTraces(await answer)
    toast(words, 'good')
    return true
  } catch (why) {
    toast(said(why), 'bad')
    return false
  }
}

export const annotate = (id: string, remark: string, flag: Order['flag'], words: string) =>
  done(call('PUT /orders/{id}/remark', { id }, { remark, flag }), words)
export const changeAddress = (id: string, to: { name: string; phone: string; address: string }, words: string) =>
  done(call('PUT /orders/{id}/address', { id }, { address: to.address, ...(to.name ? { name: to.name } : {}), ...(to.phone ? { phone: to.phone } : {}) }), words)
export const cancel = (id: string, reason: string, words: string) =>
  done(call('POST /orders/{id}/cancellation', { id }, { reason }), words)
export const dispatch = (id: string, parcel: { carrier: string; number: string; lines: { line: string; quantity: number }[] }, words: string) =>
  done(call('POST /orders/{id}/parcels', { id }, { ...parcel, shipped_at: null }), words)
export const urge = (id: string, words: string) => done(call('POST /orders/{id}/urging', { id }), words)
export async function remind(id: string, words: string) {
  try {
    await call('POST /orders/{id}/reminder', { id })
    toast(words, 'good')
  } catch (why) {
    toast(said(why), 'bad')
  }
}

export type Tone = 'plain' | 'brand' | 'green' | 'amber' | 'red' | 'violet' | 'line'
const tones: Record<OrderState, Tone> = {
  unpaid: 'amber', paid: 'brand', part_shipped: 'brand', shipped: 'brand', delivered: 'green', done: 'plain', canceled: 'plain', refunded: 'plain',
}
export const toneOf = (state: OrderState): Tone => tones[state]

export const signs: Record<string, string> = { CNY: '¥', USD: '$', EUR: '€' }
/** ¥1,280.00 of minor units. */
export function money(units: number, currency: string): string {
  const [whole = '0', cents = '00'] = (Math.abs(units) / 100).toFixed(2).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return `${units < 0 ? '−' : ''}${signs[currency] ?? `${currency} `}${grouped}.${cents}`
}
/** 3392 1087 4415: people read numbers by four. */
export const grouped = (number: string) => (/^\d{9,}$/.test(number) ? number.replace(/(\d{4})(?=\d)/g, '$1 ') : number)
