// An optimistic change: show it, ask the server, put it back when refused.
import { toast } from './toast'
import { said } from './words'

/** True when the server agreed. */
export async function change(show: () => void, ask: () => Promise<unknown>, undo: () => void): Promise<boolean> {
  show()
  try {
    await ask()
    return true
  } catch (why) {
    undo()
    toast(said(why), 'bad')
    return false
  }
}
