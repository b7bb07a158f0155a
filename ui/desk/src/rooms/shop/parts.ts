// The parts of 设置. Rooms above the shop add their own, so that this room needs to know none of them.
import { shallowReactive, type Component } from 'vue'
import type { Right } from '../../kit/rights'

export interface SettingsPart {
  key: string
  label: () => string
  view: () => Promise<Component>
  may: Right
}

export const added_parts = shallowReactive<SettingsPart[]>([])

/** A part that a room above brings; it is shown to those who have the right. */
export function addSettings(part: SettingsPart) {
  if (!added_parts.some((one) => one.key === part.key)) added_parts.push(part)
}
