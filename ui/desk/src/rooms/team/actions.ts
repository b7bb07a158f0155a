import chinese from './texts.zh.json'
import { t } from './texts'

/** The words for an audited action; an action this desk has no words for yet shows its own name. */
export function actionName(action: string): string {
  const key = `action_${action.replace(/[.-]/g, '_')}`
  return key in chinese ? t(key as keyof typeof chinese) : action
}
