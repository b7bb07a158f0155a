// The names that other rooms show before this one is fetched.
import { roomTexts } from '../../kit/texts'
import chinese from './words.zh.json'

export const t = roomTexts(chinese, () => import('./words.en.json'))
