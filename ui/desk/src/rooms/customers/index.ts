import './customers.css'

export { default as ContactFacts } from './ContactFacts.vue'
export { default as ContactHead } from './ContactHead.vue'
export { default as HistoryList } from './HistoryList.vue'
export { default as Masked } from './Masked.vue'
export { default as NoteField } from './NoteField.vue'
export { default as TagEditor } from './TagEditor.vue'
export { useContact, useHistory } from './useContact'
export const ContactsPage = () => import('./ContactsPage.vue')
export const ContactPage = () => import('./ContactPage.vue')
