import { defineAsyncComponent } from 'vue'
import { addCasePart } from '../aftersales'

addCasePart(defineAsyncComponent(() => import('./CaseDisputes.vue')))

export const DisputesPage = () => import('./DisputesPage.vue')
