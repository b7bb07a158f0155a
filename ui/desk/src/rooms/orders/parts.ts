// What rooms above show under a parcel, so that this room needs to know none of them.
import { shallowReactive, type Component } from 'vue'

export const parcel_parts = shallowReactive<Component[]>([])

/** It gets `parcel` and, in a chat, `conversation`. */
export function addParcelPart(part: Component) {
  parcel_parts.push(part)
}
