export const BoardPage = () => import('./BoardPage.vue')
export const OpenCase = () => import('./OpenCase.vue')
