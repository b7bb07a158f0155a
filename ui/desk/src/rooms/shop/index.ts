export { addSettings } from './parts'
export const SettingsPage = () => import('./SettingsPage.vue')
