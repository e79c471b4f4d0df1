/** One word of a command, without its quotes. */
export interface ShellWord {
  readonly text: string
  /** A variable, a command substitution or a pattern would change it: its value is not known here. */
  readonly expands: boolean
}

/** One simple command of a script. */
export interface ShellCommand {
  /** Counted from one. */
  readonly line: number
  /** `NAME=value` before the command. */
  readonly assignments: readonly { readonly name: string; readonly value: ShellWord }[]
  readonly words: readonly ShellWord[]
}

export interface ShellOptions {
  /** `escape` as in POSIX; `literal` where paths of Windows are written. */
  readonly backslash?: 'escape' | 'literal'
  /** Called every few thousand characters. */
  readonly checkpoint?: () => void
}

const MAX_COMMANDS = 20_000
const MAX_WORDS = 2000
const MAX_WORD = 64 * 1024
const ASSIGNMENT = /^([A-Za-z_]\w{0,200})\+?=/
/** What separates words; to a shell, other spaces of Unicode are letters. */
const BLANK = new Set([' ', '\t', '\r', '\n'])
const BREAKS = new Set(['\n', ';', '&', '|', '(', ')', '{', '}'])
/** Words that open or continue a compound command; what follows is a command of its own. */
const KEYWORDS = new Set(['if', 'then', 'elif', 'else', 'while', 'until', 'do', '!', 'time'])

/** The words of one command line, as configurations write it. Separators such as `&&` end it. */
export function splitWords(text: string, options: ShellOptions = {}): string[] {
  const backslash =
    options.backslash ?? (/(?:^|[\s"'=])(?:[A-Za-z]:)?\\\w|[A-Za-z]:\\/.test(text) ? 'literal' : 'escape')
  const [first] = shellCommands(text, { ...options, backslash })
  if (!first) return []
  return [
    ...first.assignments.map(({ name, value }) => `${name}=${value.text}`),
    ...first.words.map((w) => w.text),
  ]
}

/**
 * The simple commands of a script in the order of the text: what stands inside of conditions, loops, groups and
 * functions too. Text of here-documents and comments is left out. Never fails: what it cannot make sense of is a word.
 */
export function shellCommands(text: string, options: ShellOptions = {}): ShellCommand[] {
  const escapes = options.backslash !== 'literal'
  const out: ShellCommand[] = []
  const documents: { readonly end: string; readonly tabs: boolean }[] = []
  let at = 0
  let line = 1
  let startLine = 1
  let words: ShellWord[] = []
  let redirected = false

  while (at < text.length && out.length < MAX_COMMANDS) {
    if ((at & 4095) === 0) options.checkpoint?.()
    const c = text[at]!
    if (c === '\n') {
      flush()
      at++
      line++
      skipDocuments()
    } else if (BLANK.has(c)) at++
    else if (escapes && c === '\\' && /^\\\r?\n/.test(text.slice(at, at + 3))) {
      at += text[at + 1] === '\r' ? 3 : 2
      line++
    } else if (c === '#') skipLine()
    else if (c === '<' || c === '>' || (c === '&' && text[at + 1] === '>')) redirection()
    else if (BREAKS.has(c) && !isBraceWord(c)) {
      flush()
      at++
    } else add(word())
  }
  flush()
  return out

  /** `{` alone groups; `{a,b}` and `{}` are words. */
  function isBraceWord(c: string): boolean {
    if (c === '{') return !/\s/.test(text[at + 1] ?? ' ')
    return c === '}' && words.length > 0
  }

  function add(next: ShellWord): void {
    if (redirected) {
      redirected = false
      return
    }
    if (words.length === 0) {
      startLine = line
      if (!next.expands && KEYWORDS.has(next.text)) return
    }
    if (words.length < MAX_WORDS) words.push(next)
  }

  function flush(): void {
    redirected = false
    if (words.length === 0) return
    const assignments: { name: string; value: ShellWord }[] = []
    let i = 0
    for (; i < words.length; i++) {
      const { text: written, expands } = words[i]!
      const name = ASSIGNMENT.exec(written)
      if (!name) break
      assignments.push({ name: name[1]!, value: { text: written.slice(name[0].length), expands } })
    }
    out.push({ line: startLine, assignments, words: words.slice(i) })
    words = []
  }

  function skipLine(): void {
    const end = text.indexOf('\n', at)
    at = end < 0 ? text.length : end
  }

  function redirection(): void {
    const operator = /^(?:&>>?|<<-|<<<|<<|<>|<&|<|>>|>&|>\||>)/.exec(text.slice(at, at + 3))![0]
    const substitution = text[at + 1] === '('
    at += operator.length
    // A descriptor before it: `2>`.
    const last = words.at(-1)
    if (last && /^\d$/.test(last.text) && /\d/.test(text[at - operator.length - 1] ?? '')) words.pop()
    if (substitution) return
    while (text[at] === ' ' || text[at] === '\t') at++
    if (operator === '<<' || operator === '<<-')
      documents.push({ end: word().text, tabs: operator === '<<-' })
    else if (BREAKS.has(text[at] ?? '\n') && text[at] !== '&') return
    else if (text[at] === '&') at++
    else redirected = true
  }

  function skipDocuments(): void {
    for (const { end, tabs } of documents.splice(0)) {
      while (at < text.length) {
        const stop = text.indexOf('\n', at)
        const found = text.slice(at, stop < 0 ? text.length : stop).replace(/\r$/, '')
        at = stop < 0 ? text.length : stop + 1
        line++
        if ((tabs ? found.replace(/^\t+/, '') : found) === end) break
      }
    }
  }

  function word(): ShellWord {
    let value = ''
    let expands = false
    let quoted = false
    while (at < text.length) {
      const c = text[at]!
      if (c === "'") {
        const end = text.indexOf("'", at + 1)
        value += taken(at + 1, end < 0 ? text.length : end)
        at = end < 0 ? text.length : end + 1
        quoted = true
      } else if (c === '"') {
        const inner = doubleQuoted()
        value += inner.text
        expands ||= inner.expands
        quoted = true
      } else if (c === '\\' && escapes) {
        if (text[at + 1] === '\n') line++
        else value += text[at + 1] ?? ''
        at += 2
      } else if (c === '$' || c === '`') {
        const inner = expansion()
        value += inner
        expands ||= inner !== '$'
      } else if (BLANK.has(c) || c === '<' || c === '>' || (BREAKS.has(c) && c !== '{' && c !== '}')) break
      else {
        if ((c === '*' || c === '?') && !quoted) expands = true
        value += c
        at++
      }
    }
    return { text: value.slice(0, MAX_WORD), expands }
  }

  function taken(from: number, to: number): string {
    const piece = text.slice(from, to)
    for (let i = piece.indexOf('\n'); i >= 0; i = piece.indexOf('\n', i + 1)) line++
    return piece
  }

  function doubleQuoted(): ShellWord {
    let value = ''
    let expands = false
    for (at++; at < text.length && text[at] !== '"';) {
      const c = text[at]!
      if (c === '\\' && (escapes || text[at + 1] === '"')) {
        const next = text[at + 1] ?? ''
        if (next === '\n') line++
        else value += '$`"\\'.includes(next) ? next : c + next
        at += 2
      } else if (c === '$' || c === '`') {
        const inner = expansion()
        value += inner
        expands ||= inner !== '$'
      } else {
        if (c === '\n') line++
        value += c
        at++
      }
    }
    at++
    return { text: value, expands }
  }

  /** As it is written; nested ones are taken whole. */
  function expansion(): string {
    const start = at
    if (text[at] === '`') {
      const end = text.indexOf('`', at + 1)
      at = end < 0 ? text.length : end + 1
      return taken(start, at)
    }
    const open = text[at + 1]
    if (open === '{' || open === '(') {
      const close = open === '{' ? '}' : ')'
      let depth = 0
      for (at++; at < text.length; at++) {
        if (text[at] === open) depth++
        else if (text[at] === close && --depth === 0) break
      }
      at++
      return taken(start, at)
    }
    at++
    while (at < text.length && /\w/.test(text[at]!)) at++
    // `$1`, `$@`, `$?`
    if (at === start + 1 && /[@*#?!-]/.test(text[at] ?? '')) at++
    return text.slice(start, at)
  }
}
