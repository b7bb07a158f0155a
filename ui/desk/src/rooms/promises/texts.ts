import type { PromiseKind, PromiseState } from '../../kit/api.gen'
import { roomTexts } from '../../kit/texts'
import chinese from './texts.zh.json'

export const t = roomTexts(chinese, () => import('./texts.en.json'))
export const kindWord = (kind: PromiseKind) => t(`kind_${kind}`)
export const stateWord = (state: PromiseState) => t(`state_${state}`)
