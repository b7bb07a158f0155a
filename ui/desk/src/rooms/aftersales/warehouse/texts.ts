import { roomTexts } from '../../../kit/texts'
import chinese from './texts.zh.json'

export const t = roomTexts(chinese, () => import('./texts.en.json'))
type Word = keyof typeof chinese

const stems = { state: (name: string) => `parcel_${name}`, trace: (name: string) => `trace_${name}`, disposition: (name: string) => `to_${name}`, goods: (name: string) => `goods_${name}` }
export function called(list: keyof typeof stems, name: string): string {
  const key = stems[list](name)
  return key in chinese ? t(key as Word) : name
}
