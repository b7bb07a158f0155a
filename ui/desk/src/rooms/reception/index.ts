import { addSettings } from '../shop'
import './reception.css'
import { t } from './texts'

export { default as InboxPage } from './InboxPage.vue'
export { addChatAct, addChatStrip } from './chatActs'
export { useAlerts } from './useAlerts'
export { mine, mine_count, openInbox, waiting_count } from './useInbox'
export { is_urgent, waited } from './groups'

addSettings({ key: 'reception', label: () => t('part_reception'), may: 'manage_shifts', view: async () => (await import('./rules/ReceptionPanel.vue')).default })
