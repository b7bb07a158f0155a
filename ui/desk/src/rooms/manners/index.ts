import './manners.css'

export { default as HoldStrip } from './HoldStrip.vue'
export { default as MannersStrip } from './MannersStrip.vue'
export { default as MarkLayer } from './MarkLayer.vue'
export { rewritten, spans } from './marks'
export { useVerdict, type Light } from './useVerdict'
