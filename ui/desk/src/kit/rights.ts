// The rights a person can have, as the server names them.
export const rights = [
  'converse', 'override_gate', 'watch_all', 'manage_people', 'manage_shop', 'manage_scripts', 'read_audit', 'manage_tokens',
] as const
export type Right = (typeof rights)[number]
