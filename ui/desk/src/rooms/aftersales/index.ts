import { PackageOpen, Zap } from '@lucide/vue'
import { addChatAct } from '../reception'
import { addSettings } from '../shop'
import { t } from './words'

addChatAct({ id: 'open_case', label: () => t('open_case'), icon: PackageOpen, keys: 'N', also: 'case shouhou jian', may: 'work_cases', view: async () => (await import('./OpenCase.vue')).default })
addChatAct({ id: 'macro', label: () => t('run_macro'), icon: Zap, keys: 'M', also: 'macro kuaijie chuli', may: 'work_cases', view: async () => (await import('./macros/RunMacro.vue')).default })
addSettings({ key: 'macros', label: () => t('part_macros'), may: 'approve_cases', view: async () => (await import('./macros/MacrosPanel.vue')).default })
addSettings({ key: 'policy', label: () => t('part_policy'), may: 'manage_policies', view: async () => (await import('./policy/PolicyPanel.vue')).default })
addSettings({ key: 'payments', label: () => t('part_payments'), may: 'manage_connections', view: async () => (await import('./accounts/AccountsPanel.vue')).default })

export { addCasePart } from './parts'
export const BoardPage = () => import('./BoardPage.vue')
export const PickupsPage = () => import('./pickups/PickupsPage.vue')
export const WarehousePage = () => import('./warehouse/WarehousePage.vue')
