import { ref, shallowRef } from 'vue'
import { call, Refusal } from '../../kit/api'
import type { Ask, PatchShop, Profile } from '../../kit/api.gen'
import { session } from '../../kit/session'

/** The profile of the shop, for whoever may change it. */
export function useShop() {
  const shop = shallowRef<Profile>()
  const state = ref<'loading' | 'ready' | 'refused' | 'broken'>('loading')
  async function load() {
    state.value = 'loading'
    try {
      shop.value = await call('GET /shop')
      state.value = 'ready'
    } catch (why) {
      state.value = why instanceof Refusal && why.status === 403 ? 'refused' : 'broken'
    }
  }
  async function save(difference: Ask<PatchShop>) {
    shop.value = await call('PATCH /shop', {}, difference)
    if (session.value) session.value = { ...session.value, shop: { ...session.value.shop, name: shop.value.name, slogan: shop.value.slogan } }
  }
  void load()
  return { shop, state, load, save }
}
