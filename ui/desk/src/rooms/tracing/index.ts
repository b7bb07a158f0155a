import { defineAsyncComponent } from 'vue'
import { addCasePart } from '../aftersales'
import { addParcelPart } from '../orders'

addCasePart(defineAsyncComponent(() => import('./CaseTracing.vue')))
addParcelPart(defineAsyncComponent(() => import('./ParcelTracing.vue')))

export const TracingsPage = () => import('./TracingsPage.vue')
export const ClaimsPage = () => import('./ClaimsPage.vue')
