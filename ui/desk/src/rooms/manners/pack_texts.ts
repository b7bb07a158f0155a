import { roomTexts } from '../../kit/texts'
import chinese from './pack.zh.json'

export const p = roomTexts(chinese, () => import('./pack.en.json'))
