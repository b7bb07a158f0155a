// The rights a person can have, as the server names them.
export const rights = [
  'converse', 'override_gate', 'watch_all', 'manage_people', 'manage_shop', 'manage_scripts', 'read_audit', 'manage_tokens',
  'see_orders', 'work_orders', 'manage_catalogue', 'manage_connections', 'reveal_personal', 'manage_manners', 'see_scores', 'lead_floor', 'manage_shifts', 'work_cases', 'approve_cases', 'receive_goods', 'manage_policies',
] as const
export type Right = (typeof rights)[number]
