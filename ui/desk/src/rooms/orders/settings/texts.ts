import { roomTexts } from '../../../kit/texts'
import chinese from './texts.zh.json'

export const t = roomTexts(chinese, () => import('./texts.en.json'))
