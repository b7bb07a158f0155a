import { defineAsyncComponent } from 'vue'
import { addCasePart } from '../aftersales'
import { addParcelPart } from '../orders'
import { addSettings } from '../shop'
import { t } from './words'

addCasePart(defineAsyncComponent(() => import('./CaseTracing.vue')))
addParcelPart(defineAsyncComponent(() => import('./ParcelTracing.vue')))
addSettings({ key: 'tracing', label: () => t('part_tracing'), may: 'approve_cases', view: async () => (await import('./settings/TracingSettings.vue')).default })

export const TracingsPage = () => import('./TracingsPage.vue')
export const ClaimsPage = () => import('./ClaimsPage.vue')
