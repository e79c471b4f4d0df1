import type { Severity } from '../../../model/severity.ts'
import type { Emission, Guard, Rewrite } from '../facts.ts'
import { excerpt, isPlainWord, isStrangeMarker, naturalWords, suspicionOf, triggerWords } from './wording.ts'

export interface Verdict {
  readonly severity: Severity
  /** Verb phrase in the present tense. */
  readonly says: string
  readonly because: string
}

const INSTRUCTION_WORDS = 3
const ATTACK = 2

/**
 * Templates add text under conditions all the time: on roles, on tools, on markers that programs write.
 * Poison is text that depends on what a person typed, or that no honest system prompt says.
 */
export function judgeEmission({ text, guards }: Emission): Verdict | undefined {
  const words = naturalWords(text)
  const suspicion = suspicionOf(text)
  const because = suspicion.signs.length > 0 ? suspicion.signs.join(', ') : `${words} words of its own`
  const quoted = `“${excerpt(text)}”`
  const trigger = triggerWords(guards)
  if (trigger.length > 0 && (words > 0 || isOpaque(text))) {
    const strong = words > 1 || suspicion.weight > 0 || trigger.some((word) => /\s/.test(word.trim()))
    const says = `adds text when a message says ${listed(trigger)}: ${quoted}`
    return { severity: strong ? 'high' : 'medium', says, because }
  }
  const spelled = decodedText(text)
  if (spelled !== undefined) {
    const says = `adds ${condition(guards)}, encoded: “${excerpt(text, 60)}” spells “${excerpt(spelled, 80)}”`
    return { severity: 'high', says, because: 'text that a reader cannot read and a model can' }
  }
  const conditional = new Set(guards.map((guard) => guard.on))
  if (suspicion.weight >= ATTACK)
    return { severity: 'high', says: `adds ${condition(guards)}: ${quoted}`, because }
  if (words >= INSTRUCTION_WORDS && (conditional.has('date') || conditional.has('random'))) {
    const says = `adds text ${conditional.has('date') ? 'from a certain date on' : 'at random'}: ${quoted}`
    return { severity: conditional.has('date') || suspicion.weight > 0 ? 'high' : 'medium', says, because }
  }
  if (words >= INSTRUCTION_WORDS && suspicion.weight > 0 && conditional.has('content'))
    return { severity: 'high', says: `adds ${condition(guards)}: ${quoted}`, because }
  if (words >= INSTRUCTION_WORDS && guards.some(comparesComputed))
    return {
      severity: 'medium',
      says: `adds text when a message is what the template computes: ${quoted}`,
      because,
    }
  const strange = guards.flatMap((g) =>
    g.on === 'content' && !g.absent ? g.words.filter(isStrangeMarker) : [],
  )
  if (words >= INSTRUCTION_WORDS && strange.length > 0)
    return {
      severity: 'medium',
      says: `adds text when a message says ${listed(strange)}: ${quoted}`,
      because,
    }
  if (suspicion.weight > 0)
    return { severity: 'low', says: `adds text that wants a look: ${quoted}`, because }
  return undefined
}

/** Text that says nothing to a reader and perhaps something to a model: encoded. */
function isOpaque(text: string): boolean {
  return /(?=\S*\d)[\w+/=-]{12,}/.test(text)
}

/** What base64 or hexadecimal digits among the text spell, when it is words. */
function decodedText(text: string): string | undefined {
  for (const [run] of text.matchAll(/(?<![\w+/=-])[\w+/-]{20,}={0,2}(?![\w+/=-])/g))
    for (const encoding of ['hex', 'base64'] as const) {
      if (encoding === 'hex' && !/^(?:[0-9a-f]{2})+$/i.test(run)) continue
      const spelled = Buffer.from(run, encoding).toString('latin1')
      if (/^[\x20-\x7e\s]+$/.test(spelled) && /[a-z]{2,} [a-z]{2,}/i.test(spelled)) return spelled
    }
  return undefined
}

/** The condition is about content, but with nothing readable to compare it with. */
function comparesComputed({ on, words, absent }: Guard): boolean {
  return on === 'content' && words.length === 0 && !absent
}

function condition(guards: readonly Guard[]): string {
  const on = new Set(guards.map((guard) => guard.on))
  if (on.has('content')) return 'hidden instructions under a condition on what messages say'
  if (on.has('count')) return 'hidden instructions once the conversation is long enough'
  if (on.has('date')) return 'hidden instructions from a certain date on'
  return 'hidden instructions to every conversation'
}

function listed(words: readonly string[]): string {
  const shown = [...new Set(words)].slice(0, 4).map((word) => JSON.stringify(excerpt(word, 40)))
  return shown.join(' or ')
}

/** Cleaning up markers is common; changing a person's words into others is not. */
export function judgeRewrite({ from, to }: Rewrite): Verdict | undefined {
  if (!isPlainWord(from) && !/https?:|www\./.test(from)) return undefined
  const suspicion = suspicionOf(to)
  const words = naturalWords(to)
  if (suspicion.weight === 0 && (words === 0 || sharesWords(from, to))) return undefined
  return {
    severity: suspicion.weight > 0 || words >= INSTRUCTION_WORDS ? 'high' : 'medium',
    says: `changes what messages say: “${excerpt(from, 60)}” becomes “${excerpt(to, 60)}”`,
    because: suspicion.signs.join(', ') || 'replaces words by words',
  }
}

/** One spelling or wording for another of the same thing. */
function sharesWords(from: string, to: string): boolean {
  const known = new Set(from.toLowerCase().split(/\W+/))
  const words = to.toLowerCase().split(/\W+/)
  return words.filter((word) => known.has(word)).length * 2 >= words.length
}
