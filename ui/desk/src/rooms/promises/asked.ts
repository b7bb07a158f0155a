import type { Vow } from './promise'

/** What a dialog is open for. */
export interface Asked {
  of: Vow
  what: 'confirm' | 'move' | 'withdraw' | 'explain' | 'owner'
}
