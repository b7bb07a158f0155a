import { defineAsyncComponent } from 'vue'
import { on } from '../../kit/live'
import { addCasePart } from '../aftersales'

addCasePart(defineAsyncComponent(() => import('./CaseDisputes.vue')))
// Its words come with it, when there is something to tell.
on('dispute_urged', (got) => void import('./urged').then(({ tell }) => tell(got)).catch(() => undefined))

export const DisputesPage = () => import('./DisputesPage.vue')
