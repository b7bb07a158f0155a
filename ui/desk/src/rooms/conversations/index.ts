import './conversations.css'

export { default as Composer } from './Composer.vue'
export { default as Thread } from './Thread.vue'
export {
  claim, close, conversations, fetchConversation, isMine, reopen, setTags, transfer, watchFrom,
} from './conversations'
export { hasDraft, insertReply, openDrafts } from './drafts'
export { isPicture } from './files'
export { safeUrl } from './links'
export { factText } from './facts'
export { openOutbox, queued_count, arrived, sendCard } from './outbox'
export { addMessage, forgetThreads } from './useThread'
export const ScriptsPage = () => import('./ScriptsPage.vue')
export const PictureViewer = () => import('./PictureViewer.vue')
