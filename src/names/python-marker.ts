/** A condition on the machine, as PEP 508 has it. */
export type PythonMarker =
  | {
      readonly kind: 'compare'
      readonly left: MarkerTerm
      readonly operator: string
      readonly right: MarkerTerm
    }
  | { readonly kind: 'all'; readonly parts: readonly (PythonMarker | 'and' | 'or')[] }

interface MarkerTerm {
  readonly kind: 'variable' | 'text'
  readonly value: string
}

/** Variables by the spellings that are taken for them. */
const VARIABLES: Readonly<Record<string, string>> = {
  python_version: 'python_version',
  python_full_version: 'python_full_version',
  os_name: 'os_name',
  'os.name': 'os_name',
  sys_platform: 'sys_platform',
  'sys.platform': 'sys_platform',
  platform_release: 'platform_release',
  platform_system: 'platform_system',
  platform_machine: 'platform_machine',
  'platform.machine': 'platform_machine',
  platform_version: 'platform_version',
  'platform.version': 'platform_version',
  platform_python_implementation: 'platform_python_implementation',
  'platform.python_implementation': 'platform_python_implementation',
  python_implementation: 'platform_python_implementation',
  implementation_name: 'implementation_name',
  implementation_version: 'implementation_version',
  extra: 'extra',
  extras: 'extras',
  dependency_groups: 'dependency_groups',
}
const MAX_LENGTH = 8192
const MAX_DEPTH = 50
const TOKEN = /\s+|"[^"]*"|'[^']*'|[()]|===|~=|==|!=|<=|>=|<|>|[A-Za-z_][\w.]*/gy

/** Undefined for text that is no marker. */
export function parsePythonMarker(text: string): PythonMarker | undefined {
  if (text.length > MAX_LENGTH) return undefined
  const tokens: string[] = []
  let end = 0
  for (const match of text.matchAll(TOKEN)) {
    end = match.index + match[0].length
    if (match[0].trim() !== '') tokens.push(match[0])
  }
  if (end !== text.length) return undefined
  const state = { tokens, at: 0 }
  const marker = chain(state, 0)
  return marker && state.at === tokens.length ? marker : undefined
}

interface State {
  readonly tokens: readonly string[]
  at: number
}

/** Terms in their order; `and` and `or` are left where they stand. */
function chain(state: State, depth: number): PythonMarker | undefined {
  const parts: (PythonMarker | 'and' | 'or')[] = []
  for (;;) {
    const part = term(state, depth)
    if (!part) return undefined
    parts.push(part)
    const next = state.tokens[state.at]
    if (next !== 'and' && next !== 'or') break
    parts.push(next)
    state.at++
  }
  return { kind: 'all', parts }
}

function term(state: State, depth: number): PythonMarker | undefined {
  if (state.tokens[state.at] === '(') {
    if (depth >= MAX_DEPTH) return undefined
    state.at++
    const inner = chain(state, depth + 1)
    return state.tokens[state.at++] === ')' ? inner : undefined
  }
  const left = value(state)
  const operator = operatorOf(state)
  const right = value(state)
  return left && operator && right ? { kind: 'compare', left, operator, right } : undefined
}

function operatorOf(state: State): string | undefined {
  const token = state.tokens[state.at++]
  if (token === 'not') return state.tokens[state.at++] === 'in' ? 'not in' : undefined
  return token === 'in' || /^[=!<>~]/.test(token ?? '') ? token : undefined
}

function value(state: State): MarkerTerm | undefined {
  const token = state.tokens[state.at++]
  if (token === undefined) return undefined
  if (/^["']/.test(token)) return { kind: 'text', value: token.slice(1, -1) }
  return Object.hasOwn(VARIABLES, token) ? { kind: 'variable', value: VARIABLES[token]! } : undefined
}

/** The marker in its usual form: double quotes, single spaces, today's names of variables. */
export function markerText(marker: PythonMarker): string {
  return textOf(marker, true)
}

function textOf(marker: PythonMarker, outermost: boolean): string {
  if (marker.kind === 'compare') {
    const { left, operator, right } = marker
    const extra = [left, right].some(({ kind, value: name }) => kind === 'variable' && name === 'extra')
    return `${termText(left, extra)} ${operator} ${termText(right, extra)}`
  }
  const [only] = marker.parts
  // Parentheses around everything say nothing.
  if (marker.parts.length === 1 && only !== undefined && typeof only !== 'string')
    return textOf(only, only.kind === 'compare' || outermost)
  const inner = marker.parts.map((part) => (typeof part === 'string' ? part : textOf(part, false))).join(' ')
  return outermost ? inner : `(${inner})`
}

/** Names of extras are compared in their normal form. */
function termText({ kind, value: text }: MarkerTerm, ofExtra: boolean): string {
  if (kind === 'variable') return text
  const shown = ofExtra ? text.replaceAll(/[-_.]+/g, '-').toLowerCase() : text
  return shown.includes('"') ? `'${shown}'` : `"${shown}"`
}
