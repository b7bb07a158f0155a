import './manners.css'

export { default as HoldStrip } from './HoldStrip.vue'
export { default as MannersStrip } from './MannersStrip.vue'
export { default as MarkLayer } from './MarkLayer.vue'
export { default as FeltLine } from './FeltLine.vue'
export { default as MoodMark } from './MoodMark.vue'
export { useMoods } from './useMoods'
export const GuideBar = () => import('./GuideBar.vue')
export const GuideDialog = () => import('./GuideDialog.vue')
export const ScoreChip = () => import('./ScoreChip.vue')
export const ScoresPage = () => import('./ScoresPage.vue')
export const PackPage = () => import('./PackPage.vue')
export { rewritten, spans } from './marks'
export { useVerdict, type Light } from './useVerdict'
