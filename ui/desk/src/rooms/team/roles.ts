import type { Right, Role } from '../../kit/api.gen'

export const roles: Role[] = ['agent', 'lead', 'quality', 'warehouse', 'manager', 'admin']
export const rights: Right[] = [
  'converse', 'override_gate', 'watch_all', 'manage_people', 'manage_shop', 'manage_scripts', 'read_audit', 'manage_tokens',
]
