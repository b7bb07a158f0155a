export const ProductsPage = () => import('./ProductsPage.vue')
export const PromotionsPage = () => import('./PromotionsPage.vue')
export const ProductFinder = () => import('./ProductFinder.vue')
export { productOnPage } from './onPage'
