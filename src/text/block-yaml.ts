import { malformed, overLimit } from '../model/read-error.ts'
import { lineStart, splitKey, unquoted } from './block-yaml-lexis.ts'
import { parseFlow } from './flow-yaml.ts'

export type YamlNode = YamlMap | YamlList | YamlScalar

interface YamlMap {
  readonly kind: 'map'
  /** Counted from one: where the key or the dash of this value stands. */
  readonly line: number
  readonly members: ReadonlyMap<string, YamlNode>
}

interface YamlList {
  readonly kind: 'list'
  readonly line: number
  readonly items: readonly YamlNode[]
}

interface YamlScalar {
  readonly kind: 'scalar'
  readonly line: number
  /** As written, without quotes: `1.10` stays `1.10`. */
  readonly text: string
  readonly quoted: boolean
}

/** A place that was left out, with everything below it. */
interface YamlProblem {
  readonly line: number
  readonly detail: string
}

export interface YamlDocument {
  readonly root: YamlNode
  readonly problems: readonly YamlProblem[]
}

const MAX_DEPTH = 60
const MAX_NODES = 2_000_000
const MAX_PROBLEMS = 50
/** No name, address or list of requirements of a lock file comes near. */
const MAX_TEXT = 32_768
const MAX_TRIED = 100_000_000

/**
 * Reads YAML as programs write it into lock files, a hundred times faster than a full parser: block mappings and
 * sequences, scalars of every style, flow collections. Anchors, aliases, tags and further documents are problems
 * with their line, never silence; the rest stays. Scalars are text: nothing is a number or a date.
 */
export function parseBlockYaml(source: string, checkpoint: () => void = () => {}): YamlDocument {
  const lines = source.replace(/^\ufeff/, '').split('\n')
  const problems: YamlProblem[] = []
  let at = 0
  let nodes = 0
  let tried = 0
  /** The current line with the dashes that were read replaced by an indentation. */
  let indent = 0
  let content = ''

  load()
  if (/^---(?:\s|$)/.test(content) && indent === 0) {
    if (content.length > 3) problem('a document that starts behind its marker')
    next()
  }
  const root = ended() ? scalar('', false) : block(0)
  while (!ended()) {
    problem('text that belongs to nothing')
    skipBelow(-1)
  }
  return { root, problems }

  function ended(): boolean {
    return at >= lines.length
  }

  function below(level: number): boolean {
    return !ended() && indent > level
  }

  function beside(level: number): boolean {
    return !ended() && indent === level
  }

  function next(): void {
    at++
    load()
  }

  /** Moves on to the next line that says something. */
  function load(): void {
    for (; at < lines.length; at++) {
      const raw = lines[at]!
      const start = lineStart(raw)
      if (start === raw.length || raw.charCodeAt(start) === 35) continue
      indent = start
      content = raw.slice(start).trimEnd()
      if (content === '...' && start === 0) continue
      if ((at & 4095) === 0) checkpoint()
      return
    }
  }

  function problem(detail: string): void {
    if (problems.length < MAX_PROBLEMS) problems.push({ line: at + 1, detail })
    else if (problems.length === MAX_PROBLEMS)
      problems.push({ line: at + 1, detail: 'more of the file is not understood' })
  }

  function count(): void {
    if (++nodes > MAX_NODES) throw overLimit(`more than ${MAX_NODES} values in one YAML document`)
  }

  function scalar(text: string, quoted: boolean, line: number = at + 1): YamlScalar {
    count()
    // What reads values may take time that grows with the square of their length.
    if (text.length <= MAX_TEXT) return { kind: 'scalar', line, text, quoted }
    problem(`a value of ${text.length} characters`)
    return { kind: 'scalar', line, text: '', quoted: false }
  }

  /** Leaves the line out, and all that is indented below it. */
  function skipBelow(level: number): void {
    do next()
    while (below(level))
  }

  function block(depth: number, line: number = at + 1): YamlNode {
    if (depth > MAX_DEPTH) throw overLimit(`YAML nested deeper than ${MAX_DEPTH}`)
    if (isItem()) return list(depth, line)
    if (content.startsWith('? ') || splitKey(content)) return map(depth, line)
    const level = indent - 1
    return value(content, level, depth, line)
  }

  function isItem(): boolean {
    return content === '-' || content.startsWith('- ')
  }

  function list(depth: number, line: number): YamlNode {
    count()
    const level = indent
    const items: YamlNode[] = []
    while (beside(level) && isItem()) {
      const itemLine = at + 1
      const rest = content.slice(1).trimStart()
      if (rest === '' || rest.startsWith('#')) {
        next()
        items.push(below(level) ? block(depth + 1, itemLine) : scalar('', false, itemLine))
        continue
      }
      indent = level + content.length - rest.length
      content = rest
      items.push(block(depth + 1, itemLine))
    }
    afterBlock(level)
    return { kind: 'list', line, items }
  }

  function map(depth: number, line: number): YamlNode {
    count()
    const level = indent
    const members = new Map<string, YamlNode>()
    while (beside(level)) {
      const memberLine = at + 1
      const split = longKey(level) ?? splitKey(content)
      if (!split) {
        if (isItem()) break
        problem('neither a key nor an item')
        skipBelow(level)
        continue
      }
      if (members.has(split.key)) problem('a key that stands twice in one mapping')
      members.set(split.key, member(split.rest, level, depth, memberLine))
    }
    afterBlock(level)
    return { kind: 'map', line, members }
  }

  /** `? key`, then `: value` in a line of its own: how long keys are written. */
  function longKey(level: number): { key: string; rest: string } | undefined {
    if (!content.startsWith('? ')) return undefined
    const key = unquoted(content.slice(2).trim())
    const following = lines[at + 1]
    if (key === undefined || following === undefined) return undefined
    if (lineStart(following) !== level || !/^ *:(?: |\r?$)/.test(following)) return undefined
    next()
    const rest = content.slice(1).trimStart()
    // A mapping may begin behind the colon.
    if (splitKey(rest)) {
      indent = level + content.length - rest.length
      content = rest
      return { key, rest: '\0' }
    }
    return { key, rest }
  }

  function member(rest: string, level: number, depth: number, line: number): YamlNode {
    if (rest === '\0') return block(depth + 1, line)
    if (rest !== '' && !rest.startsWith('#')) return value(rest, level, depth + 1, line)
    next()
    // Sequences may stand at the indentation of their key.
    if (ended() || indent < level || (indent === level && !isItem())) return scalar('', false, line)
    return block(depth + 1, line)
  }

  /** What is indented between a block and its parent belongs to neither. */
  function afterBlock(level: number): void {
    while (below(level)) {
      problem('an indentation that fits nothing')
      skipBelow(level)
    }
  }

  /** A value that starts in this line behind its key or dash, and goes on in lines that are indented deeper. */
  function value(start: string, level: number, depth: number, line: number): YamlNode {
    switch (start[0]) {
      case "'":
      case '"':
        return quotedScalar(start, level, line)
      case '[':
      case '{':
        return flow(start, level, depth, line)
      case '|':
      case '>':
        return literal(start, level, line)
      case '&':
      case '*':
      case '!':
      case '%':
      case '@':
      case '`':
        problem('an anchor, an alias, a tag or a reserved character')
        skipBelow(level)
        return scalar('', false, line)
      default:
        return plain(start, level, line)
    }
  }

  function plain(start: string, level: number, line: number): YamlNode {
    const parts = [withoutComment(start)]
    next()
    while (below(level)) {
      if (splitKey(content)) {
        problem('a key inside a value')
        skipBelow(level)
        break
      }
      parts.push(withoutComment(content))
      next()
    }
    return scalar(parts.length === 1 ? parts[0]! : parts.join(' '), false, line)
  }

  function quotedScalar(start: string, level: number, line: number): YamlNode {
    const whole = unquoted(withoutComment(start))
    if (whole !== undefined) {
      next()
      return scalar(whole, true, line)
    }
    const joined = continued(start, level, (text) => unquoted(text) !== undefined)
    return joined === undefined ? scalar('', false, line) : scalar(unquoted(joined) ?? '', true, line)
  }

  function flow(start: string, level: number, depth: number, line: number): YamlNode {
    const read = (text: string): YamlNode | undefined => parseFlow(text, line, count, MAX_DEPTH - depth)
    const whole = read(start)
    if (whole) {
      next()
      return whole
    }
    const joined = continued(start, level, (text) => read(text) !== undefined)
    return (joined === undefined ? undefined : read(joined)) ?? scalar('', false, line)
  }

  /** Joins lines until they are complete; a value that never ends is a problem. */
  function continued(start: string, level: number, complete: (text: string) => boolean): string | undefined {
    let joined = start
    // A value over many lines is tried at each of them: what that costs in all is bounded.
    const last = start[0] === '[' ? ']' : start[0] === '{' ? '}' : start[0]!
    for (let more = 0; more < 200; more++) {
      next()
      // The closing bracket may stand at the indentation of its key.
      if (ended() || indent < level || (indent === level && !content.startsWith(last))) break
      // In double quotes a backslash at the end of the line joins without a blank.
      joined = last === '"' && joined.endsWith('\\') ? joined.slice(0, -1) + content : `${joined} ${content}`
      if (!content.includes(last)) continue
      tried += joined.length
      if (tried > MAX_TRIED) throw overLimit('values over too many lines in one YAML document')
      checkpoint()
      if (!complete(joined)) continue
      next()
      return joined
    }
    problem('a value that does not end, or is written in an unknown way')
    while (below(level)) next()
    return undefined
  }

  /** `|` and `>`: kept line by line, for no lock file folds what matters. */
  function literal(start: string, level: number, line: number): YamlNode {
    if (!/^[|>][-+1-9]{0,2}(?: +#.*)?$/.test(start)) throw malformed(`a broken block scalar in line ${line}`)
    const parts: string[] = []
    for (at++; at < lines.length; at++) {
      const raw = lines[at]!
      const from = lineStart(raw)
      if (from <= level && from < raw.trimEnd().length) break
      parts.push(raw.trim())
    }
    load()
    return scalar(parts.join('\n').trimEnd(), true, line)
  }
}

function withoutComment(text: string): string {
  const hash = text.indexOf(' #')
  if (hash < 0) return text
  // Inside quotes it is no comment; behind the closing quote it is.
  const quote = text[0] === "'" || text[0] === '"' ? text.lastIndexOf(text[0]) : 0
  const from = text.indexOf(' #', quote)
  return from < 0 ? text : text.slice(0, from).trimEnd()
}

/** The text of a scalar; undefined for null and for collections. */
export function textOf(node: YamlNode | undefined): string | undefined {
  if (node?.kind !== 'scalar') return undefined
  if (!node.quoted && (node.text === '' || node.text === '~' || node.text === 'null')) return undefined
  return node.text
}

export function membersOf(node: YamlNode | undefined): ReadonlyMap<string, YamlNode> {
  return node?.kind === 'map' ? node.members : NO_MEMBERS
}

export function itemsOf(node: YamlNode | undefined): readonly YamlNode[] {
  return node?.kind === 'list' ? node.items : []
}

const NO_MEMBERS: ReadonlyMap<string, YamlNode> = new Map()
