import { PackageOpen } from '@lucide/vue'
import { addChatAct } from '../reception'
import { t } from './words'

addChatAct({ id: 'open_case', label: () => t('open_case'), icon: PackageOpen, keys: 'N', also: 'case shouhou jian', may: 'work_cases', view: async () => (await import('./OpenCase.vue')).default })

export const BoardPage = () => import('./BoardPage.vue')
