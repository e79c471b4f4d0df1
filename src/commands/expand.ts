/** A value that a script gave to a variable. */
interface KnownValue {
  /** Several for arrays and for the list of a loop. */
  readonly words: readonly string[]
  /** One after the other, as the variable of a loop. */
  readonly loop?: boolean
  /** It counts only where the caller sets nothing else. */
  readonly inferred?: boolean
}

export type Environment = Map<string, KnownValue>

export interface Expanded {
  readonly texts: readonly string[]
  readonly inferred: boolean
}

const MAX_TEXTS = 50
const MAX_LENGTH = 4096
const MAX_DEFAULTS = 6
/** What no value of a variable holds: the mark of what is not known. */
const UNKNOWN = '$'

/**
 * The texts that a word stands for. What is not known stays as a `$`, so that it names nothing. Loop variables
 * and arrays make several.
 */
export function expand(text: string, env: Environment, depth = 0): Expanded {
  let texts: string[] = ['']
  let inferred = false
  let at = 0
  while (at < text.length) {
    const dollar = text.indexOf('$', at)
    const plain = text.slice(at, dollar < 0 ? text.length : dollar)
    append([plain])
    if (dollar < 0) break
    const reference = referenceAt(text, dollar)
    at = reference.end
    const found = valueOf(reference, env, depth)
    inferred ||= found.inferred
    append(found.texts)
  }
  return { texts, inferred }

  function append(values: readonly string[]): void {
    const few = values.slice(0, MAX_TEXTS)
    texts = texts
      .flatMap((before) => few.map((value) => (before + value).slice(0, MAX_LENGTH)))
      .slice(0, MAX_TEXTS)
  }
}

interface Reference {
  readonly end: number
  readonly name?: string
  readonly operator?: string
  readonly operand?: string
}

function referenceAt(text: string, dollar: number): Reference {
  const plain = /^\$([A-Za-z_]\w*)/.exec(text.slice(dollar, dollar + 200))
  if (plain) return { end: dollar + plain[0].length, name: plain[1]! }
  const open = text[dollar + 1]
  if (open !== '{' && open !== '(') return { end: Math.min(text.length, dollar + 2) }
  const end = closing(text, dollar + 1, open, open === '{' ? '}' : ')')
  const body = text.slice(dollar + 2, end - 1)
  const match = open === '{' ? /^([A-Za-z_]\w*|\d+)(?:\[[@*]\])?(?:(:?[-=+])([^]*))?$/.exec(body) : null
  if (!match) return { end }
  const [, name, operator, operand] = match
  return { end, name: name!, ...(operator && { operator, operand: operand ?? '' }) }
}

function closing(text: string, from: number, open: string, close: string): number {
  let depth = 0
  for (let at = from; at < text.length; at++) {
    if (text[at] === open) depth++
    else if (text[at] === close && --depth === 0) return at + 1
  }
  return text.length
}

function valueOf({ name, operator, operand }: Reference, env: Environment, depth: number): Expanded {
  const known = name === undefined ? undefined : env.get(name)
  if (operator?.endsWith('+') && operand !== undefined)
    return known && depth <= MAX_DEFAULTS
      ? { texts: expand(operand, env, depth + 1).texts, inferred: true }
      : { texts: [''], inferred: false }
  if (known && known.words.length > 0) return { texts: known.words, inferred: known.inferred ?? false }
  if (operator === undefined || operand === undefined || depth > MAX_DEFAULTS)
    return { texts: [UNKNOWN], inferred: false }
  const bare = operand.replace(/^(["'])([^]*)\1$/, '$2')
  return { texts: expand(bare, env, depth + 1).texts, inferred: true }
}
