// Why an account does not work, from a word of ours or the provider's code.
import { t } from './texts'

const UNREACHABLE = new Set(['unreachable', 'timed_out', 'timeout', 'refused', 'not_allowed', 'unavailable', 'bad_address', 'private_address', 'no_answer', 'too_large'])

export function whyNot(code: string): string {
  if (code === 'bad_signature') return t('why_bad_signature')
  if (/^http 401|SIGN_ERROR|invalid-signature|invalid-app-id|MCH_NOT_EXISTS|^bad_key$/i.test(code)) return t('why_keys')
  if (/^http 403|NO_AUTH|insufficient-isv-permissions|isv\.insufficient/i.test(code)) return t('why_forbidden')
  if (code === 'not_understood' || /^http (404|405)/.test(code)) return t('why_not_understood')
  if (UNREACHABLE.has(code) || /^http 5/.test(code)) return t('why_unreachable')
  return t('why_other', { code })
}
