export const ShiftsPage = () => import('./ShiftsPage.vue')
