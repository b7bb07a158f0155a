import { addSettings } from '../shop'
import { t } from './words'

addSettings({ key: 'connections', label: () => t('part_connections'), may: 'manage_connections', view: async () => (await import('./ConnectionsPanel.vue')).default })
addSettings({ key: 'imports', label: () => t('part_imports'), may: 'manage_connections', view: async () => (await import('./ImportsPanel.vue')).default })
