import { roomTexts } from '../../kit/texts'
import chinese from './guide.zh.json'

export const g = roomTexts(chinese, () => import('./guide.en.json'))
