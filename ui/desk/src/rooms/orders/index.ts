import { defineAsyncComponent } from 'vue'
import { addSettings } from '../shop'
import { t } from './words'

export { addParcelPart } from './parts'

addSettings({ key: 'dispatch', label: () => t('part_dispatch'), may: 'manage_shop', view: async () => (await import('./settings/OrderSettings.vue')).default })

/** The panel and the page come when they are opened: the first load of the desk stays as it was. */
export const OrderPanel = defineAsyncComponent(async () => {
  await import('./orders.css')
  return import('./OrderPanel.vue')
})
export const OrdersPage = async () => {
  await import('./orders.css')
  return import('./OrdersPage.vue')
}
