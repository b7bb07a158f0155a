import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import type { Right } from './kit/rights'
import { may, session } from './kit/session'
import { textsReady } from './kit/texts'
import { BoardPage as CasesPage, PickupsPage, WarehousePage } from './rooms/aftersales'
import { ProductsPage, PromotionsPage } from './rooms/catalogue'
import { ClocksPage } from './rooms/clocks'
import { ContactPage, ContactsPage } from './rooms/customers'
import { ScriptsPage } from './rooms/conversations'
import { DisputesPage } from './rooms/disputes'
import { PackPage, ScoresPage } from './rooms/manners'
import { OrdersPage } from './rooms/orders'
import { PromisesPage } from './rooms/promises'
import { InboxPage } from './rooms/reception'
import { PeoplePage, resumeSession, SetupPage, SignInPage } from './rooms/team'
import { ShiftsPage } from './rooms/shifts'
import { SettingsPage } from './rooms/shop'
import { ClaimsPage, TracingsPage } from './rooms/tracing'
import './rooms/connections'

declare module 'vue-router' {
  interface RouteMeta { is_door?: boolean; may?: Right }
}

/** Where work begins: who answers nobody receives goods. */
const home = () => (!may('converse') && may('receive_goods') ? '/warehouse' : '/c')

const routes: RouteRecordRaw[] = [
  { path: '/', redirect: () => home() },
  { path: '/c/:id?', component: InboxPage, beforeEnter: () => home() === '/c' || home() },
  { path: '/cases/pickups', component: PickupsPage, meta: { may: 'work_cases' } },
  { path: '/cases/tracings/:id?', component: TracingsPage, meta: { may: 'work_cases' } },
  { path: '/cases/claims/:id?', component: ClaimsPage, meta: { may: 'work_cases' } },
  { path: '/cases/:id?', component: CasesPage, meta: { may: 'work_cases' } },
  { path: '/disputes/:id?', component: DisputesPage, meta: { may: 'work_cases' } },
  { path: '/warehouse/:id?', component: WarehousePage, meta: { may: 'receive_goods' } },
  { path: '/board', component: () => import('./rooms/reception/floor').then((room) => room.BoardPage), meta: { may: 'lead_floor' } },
  { path: '/follow_ups', component: () => import('./rooms/reception/floor').then((room) => room.FollowUpsPage) },
  { path: '/promises', component: PromisesPage, meta: { may: 'converse' } },
  { path: '/contacts', component: ContactsPage },
  { path: '/contacts/:id', component: ContactPage },
  { path: '/orders/:id?', component: OrdersPage, meta: { may: 'see_orders' } },
  { path: '/products/:id?', component: ProductsPage, meta: { may: 'see_orders' } },
  { path: '/promotions', component: PromotionsPage, meta: { may: 'see_orders' } },
  { path: '/scripts', component: ScriptsPage },
  { path: '/clocks', component: ClocksPage, meta: { may: 'converse' } },
  { path: '/scores', component: ScoresPage, meta: { may: 'converse' } },
  { path: '/shifts', component: ShiftsPage },
  { path: '/manners', component: PackPage, meta: { may: 'manage_manners' } },
  { path: '/people', component: PeoplePage, meta: { may: 'manage_people' } },
  { path: '/settings/:part?', component: SettingsPage },
  { path: '/sign_in', component: SignInPage, meta: { is_door: true } },
  { path: '/setup', component: SetupPage, meta: { is_door: true } },
  { path: '/:rest(.*)*', redirect: () => home() },
]

export const router = createRouter({ history: createWebHistory('/desk/'), routes })

let has_asked = false
router.beforeEach(async (to) => {
  if (to.path === '/setup') return true
  if (!session.value && !has_asked) {
    has_asked = true
    await resumeSession()
  }
  if (to.meta.is_door) return session.value ? home() : true
  if (!session.value) return { path: '/sign_in', query: to.fullPath === '/c' ? {} : { to: to.fullPath } }
  return !to.meta.may || may(to.meta.may) ? true : home()
})
router.beforeResolve(() => textsReady())
