export const ClocksPage = () => import('./ClocksPage.vue')
