import { shallowRef } from 'vue'
import { call } from '../../kit/api'
import type { CatalogueSummary, Category, Product, ProductState, StockLevel } from '../../kit/api.gen'
import { shelf } from '../../kit/cache'
import { useList } from '../../kit/lists'
import { on, useResumed } from '../../kit/live'
import { money } from '../../kit/money'
import { t } from './texts'

export interface Filter { q: string; stock: StockLevel | ''; category: string; state: ProductState | '' }

/** Products met so far; events bring newer ones. */
export const products = shelf<Product>((got, had) => got.version >= had.version)
on('product_changed', (product) => products.put(product))

export function useProducts(filter: () => Filter) {
  const list = useList(() => JSON.stringify(filter()), async (after, signal) => {
    const { q, stock, category, state } = filter()
    const page = await call('GET /products', {
      limit: 50,
      ...(q ? { q } : {}), ...(stock ? { stock } : {}), ...(category ? { category } : {}), ...(state ? { state } : {}),
      ...(after ? { after: Number(after) } : {}),
    }, undefined, signal)
    for (const one of page.items) products.put(one)
    return page
  })
  useResumed(() => void list.reload())
  return list
}

/** How much there is of a product or a variant: a number, none, or always some. */
export const amountOf = (of: { available: number; is_counted: boolean }) =>
  !of.is_counted ? t('stock_uncounted') : of.available > 0 ? t('pieces', { count: of.available }) : t('stock_out')

/** One price, or from which price on. */
export const priceOf = (product: Product) => {
  const price = money(product.price_from, product.currency)
  return product.price_to > product.price_from ? t('from_price', { price }) : price
}

/** The shop's currency and counts, and its categories. */
export function useCatalogue() {
  const summary = shallowRef<CatalogueSummary>()
  const categories = shallowRef<Category[]>([])
  async function load() {
    const [about, kinds] = await Promise.all([call('GET /catalogue'), call('GET /categories')]).catch(() => [undefined, undefined] as const)
    if (about) summary.value = about
    if (kinds) categories.value = kinds.items
  }
  void load()
  return { summary, categories, load }
}
