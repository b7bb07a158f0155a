// What rooms above show with a case, so that this room needs to know none of them.
import { shallowReactive, type Component } from 'vue'

export const case_parts = shallowReactive<Component[]>([])

/** It gets `of`, the case. */
export function addCasePart(part: Component) {
  case_parts.push(part)
}
