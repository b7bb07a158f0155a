// An own rule as a form has it: lists are lines.
import type { Phrase, Rule } from '../../kit/api.gen'

export interface OwnForm { name: string; colour: 'red' | 'yellow'; phrases: string; patterns: string; except: string; reason_zh: string; reason_en: string; suggestion: string }

const lines = (text: string) => text.split('\n').map((one) => one.trim()).filter(Boolean)

function phrase(line: string): Phrase {
  const [words, suggestion] = line.split('=>').map((one) => one.trim())
  return { words: words ?? '', suggestion: suggestion || null }
}

export function formOf(rule?: Rule): OwnForm {
  return {
    name: rule?.id.replace(/^own\./, '') ?? '',
    colour: rule?.colour === 'red' ? 'red' : 'yellow',
    phrases: (rule?.phrases ?? []).map((one) => (one.suggestion ? `${one.words} => ${one.suggestion}` : one.words)).join('\n'),
    patterns: (rule?.patterns ?? []).join('\n'),
    except: (rule?.except ?? []).join('\n'),
    reason_zh: rule?.reason_zh ?? '',
    reason_en: rule?.reason_en ?? '',
    suggestion: rule?.suggestion ?? '',
  }
}

/** What the form does not ask for stays as the rule had it. */
export function ruleOf(form: OwnForm, before?: Rule): Rule {
  const plain: Rule = {
    id: '', colour: 'yellow', where: 'anywhere', mood: 'any', measure: 'none', at_least: 1, emotion_min: 0, hour_from: 0, hour_to: 0,
    disguised: true, even_quoted: false, even_negated: true, people_only: false, unless_repeated: false,
    phrases: [], patterns: [], except: [], unless: [], when_buyer: [], reason_zh: '', reason_en: '', source: '', suggestion: null,
  }
  return {
    ...plain, ...before,
    id: `own.${form.name.trim()}`, colour: form.colour,
    phrases: lines(form.phrases).map(phrase), patterns: lines(form.patterns), except: lines(form.except),
    reason_zh: form.reason_zh.trim(), reason_en: form.reason_en.trim() || form.reason_zh.trim(), suggestion: form.suggestion.trim() || null,
  }
}
