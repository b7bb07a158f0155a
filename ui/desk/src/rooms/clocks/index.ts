export { dueOf, learnLimits, type Due, type Heat } from './due'
export const ClocksPage = () => import('./ClocksPage.vue')
