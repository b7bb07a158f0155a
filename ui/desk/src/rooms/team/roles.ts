import type { Role } from '../../kit/api.gen'

export const roles: Role[] = ['agent', 'lead', 'quality', 'warehouse', 'manager', 'admin']
