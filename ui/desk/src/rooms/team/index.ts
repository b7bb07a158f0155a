import './team.css'

export { default as ReLogin } from './ReLogin.vue'
export { default as StatusMenu } from './StatusMenu.vue'
export { setStatus, usePeople } from './usePeople'
export { resumeSession, signOut } from './useSession'
export const SignInPage = () => import('./SignInPage.vue')
export const SetupPage = () => import('./SetupPage.vue')
export const PeoplePage = () => import('./PeoplePage.vue')
export const AccountPanel = () => import('./AccountPanel.vue')
export const TokensPanel = () => import('./TokensPanel.vue')
export const AuditPanel = () => import('./AuditPanel.vue')
