// The two names that the settings show before this room is fetched.
import { roomTexts } from '../../kit/texts'
import chinese from './words.zh.json'

export const t = roomTexts(chinese, () => import('./words.en.json'))
