import './reception.css'

export { default as InboxPage } from './InboxPage.vue'
export { addChatAct } from './chatActs'
export { useAlerts } from './useAlerts'
export { mine, mine_count, openInbox, waiting_count } from './useInbox'
export { is_urgent, waited } from './groups'
