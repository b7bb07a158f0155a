import { defineAsyncComponent } from 'vue'

export { addParcelPart } from './parts'

/** The panel and the page come when they are opened: the first load of the desk stays as it was. */
export const OrderPanel = defineAsyncComponent(async () => {
  await import('./orders.css')
  return import('./OrderPanel.vue')
})
export const OrdersPage = async () => {
  await import('./orders.css')
  return import('./OrdersPage.vue')
}
