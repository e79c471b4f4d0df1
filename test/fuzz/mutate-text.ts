import { hostileKey, hostileText, hostileValue } from './hostile-values.ts'
import type { Random } from './random.ts'

type TextMutation = (text: string, random: Random, other: string) => string

/** Text with one change such as an attacker, a merge gone wrong or another editor makes. */
export function mutateText(text: string, random: Random, other: string): string {
  return MUTATIONS[random(MUTATIONS.length)]!(text, random, other)
}

const MUTATIONS: readonly TextMutation[] = [
  swapLines,
  doubleLines,
  dropLines,
  indent,
  joinLines,
  nest,
  replaceWord,
  replaceWord,
  replaceWord,
  replaceKey,
  repeatKey,
  breakQuotes,
  insertSyntax,
  insertSyntax,
  borrowLines,
  lineEnds,
  encoding,
  oddCharacter,
  longLine,
  manyLines,
]

const SYNTAX: readonly string[] = [
  // YAML
  '&a ',
  '*a',
  '<<: *a\n',
  '<<: [*a, {}]\n',
  '!!binary ',
  '!!python/object/apply:os.system ["id"]\n',
  '!!set {a}\n',
  '!<tag:x> ',
  '? ',
  '? [a, b]\n: c\n',
  '---\n',
  '...\n',
  '%YAML 9.9\n---\n',
  'k: |\n',
  'k: >-\n  ',
  '- - - ',
  '{a: {b: [',
  '\t',
  'a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: &d [*c, *c]\ne: &e [*d, *d]\nf: [*e, *e]\n',
  'a: &r [*r]\n',
  '&x k: &x v\n',
  // TOML
  'a.b.c = 1\n',
  '"".\'\' = 1\n',
  '[[a]]\n[a]\n',
  '[__proto__]\nx = 1\n',
  '__proto__.x = 1\n',
  'd = 1979-05-27T07:32:00Z\n',
  'd = 1979-05-27\n',
  'd = 07:32:00\n',
  'n = +inf\n',
  'n = nan\n',
  'n = 9223372036854775808\n',
  'n = 0xdead_beef\n',
  "s = '''\n",
  's = """\\\n',
  'i = { a.b = 1, c = { d = [ {} ] } }\n',
  // Code and shell
  '"""',
  "'''",
  '`',
  '${',
  '$((',
  '$(',
  '<<EOF\n',
  "<<'EOF'\n",
  '\\\n',
  '/*',
  '*/',
  '#',
  '//',
  '#}',
  '{%',
  '%}',
  '{{',
  '}}',
  'f"{',
  '{x!r:>{w}}',
  'if True:\n',
  'def f(',
  'lambda: ',
  'x = x = ',
  '@',
  'async ',
  '*args, **kw',
  '(yield)',
  'class A(B',
  '=>',
  '?.',
  '<A b={',
  '\\u{110000}',
  '\\N{',
  '; ',
  ' && ',
  ' | ',
  ' > ',
  '&\n',
  // Everywhere
  ',',
  ',,',
  ':',
  '=',
  '==',
  '[',
  ']',
  '{',
  '}',
  '(',
  ')',
  '"',
  "'",
  '--',
  '-e ',
  '-r ',
  '--hash=sha256:',
  ' ; python_version < "3"',
  ' @ ',
]

function swapLines(text: string, random: Random): string {
  const lines = text.split('\n')
  const a = random(lines.length)
  const b = random(lines.length)
  ;[lines[a], lines[b]] = [lines[b]!, lines[a]!]
  return lines.join('\n')
}

function doubleLines(text: string, random: Random): string {
  const lines = text.split('\n')
  const start = random(lines.length)
  const block = lines.slice(start, start + 1 + random(8))
  return lines.toSpliced(random(lines.length + 1), 0, ...block).join('\n')
}

function dropLines(text: string, random: Random): string {
  const lines = text.split('\n')
  return lines.toSpliced(random(lines.length), 1 + random(4)).join('\n')
}

function indent(text: string, random: Random): string {
  const lines = text.split('\n')
  const start = random(lines.length)
  const by = ['  ', '\t', ' ', '        ', ''][random(5)]!
  const end = start + 1 + random(6)
  return lines.map((l, i) => (i < start || i >= end ? l : by === '' ? l.trimStart() : by + l)).join('\n')
}

function joinLines(text: string, random: Random): string {
  const lines = text.split('\n')
  const start = random(lines.length)
  const end = start + 2 + random(4)
  return [...lines.slice(0, start), lines.slice(start, end).join(''), ...lines.slice(end)].join('\n')
}

const OPENINGS = [
  '[',
  '{',
  '(',
  '{"a":',
  '[{"a":',
  '- ',
  '? ',
  '{a: ',
  '${',
  '$(',
  '`${',
  'f(',
  'not ',
  '-',
  '!',
  '<a>',
  '"+"',
  'a.',
  'a[',
  '#{',
  '{{',
]

function nest(text: string, random: Random): string {
  const opening = OPENINGS[random(OPENINGS.length)]!
  const depth = random(12) === 0 ? 20_000 : [20, 200, 2000, 2000][random(4)]!
  const closing = { '[': ']', '{': '}', '(': ')' }[opening]
  const value = opening.repeat(depth) + (closing && random(2) === 0 ? closing.repeat(depth) : '')
  const at = valueAt(text, random)
  return text.slice(0, at.start) + value + text.slice(random(2) === 0 ? at.start : at.end)
}

function replaceWord(text: string, random: Random): string {
  const { start, end } = valueAt(text, random)
  const value = hostileValue(random)
  const bare = typeof value === 'string' && random(2) === 0 ? value : JSON.stringify(value)
  return text.slice(0, start) + bytesOf(bare) + text.slice(end)
}

function keys(text: string): RegExpExecArray[] {
  return [...text.matchAll(/(["']?)([A-Za-z_][\w.-]{0,40})\1(?=\s{0,4}[:=])/g)] as RegExpExecArray[]
}

function replaceKey(text: string, random: Random): string {
  const found = keys(text)
  const key = found[random(found.length)]
  if (!key) return text
  const name = random(2) === 0 ? hostileKey(random) : found[random(found.length)]![2]!
  return text.slice(0, key.index) + key[1]! + name + key[1]! + text.slice(key.index + key[0].length)
}

function repeatKey(text: string, random: Random): string {
  const found = keys(text)
  const key = found[random(found.length)]
  if (!key) return text
  const lineEnd = text.indexOf('\n', key.index)
  const rest = text.slice(key.index, lineEnd < 0 ? text.length : lineEnd)
  const lineStart = text.lastIndexOf('\n', key.index) + 1
  const margin = ' '.repeat(Math.min(key.index - lineStart, 100))
  const between = text.trimStart().startsWith('{') ? ', ' : `\n${margin}`
  return text.slice(0, key.index) + rest.replace(/,$/, '') + between + text.slice(key.index)
}

function breakQuotes(text: string, random: Random): string {
  const quotes = [...text.matchAll(/["'`]/g)]
  const quote = quotes[random(quotes.length)]
  if (!quote) return text + ['"', "'", '"""', '`'][random(4)]!
  return text.slice(0, quote.index) + ['', '\\"', '"""', "'''", '`'][random(5)]! + text.slice(quote.index + 1)
}

function insertSyntax(text: string, random: Random): string {
  const piece = SYNTAX[random(SYNTAX.length)]!
  let at = random(text.length + 1)
  const place = random(4)
  if (place > 1) at = text.lastIndexOf('\n', at) + 1
  else if (place > 0) at = valueAt(text, random).start
  return text.slice(0, at) + piece + text.slice(at)
}

function borrowLines(text: string, random: Random, other: string): string {
  const theirs = other.split('\n')
  const start = random(theirs.length)
  const lines = text.split('\n')
  return lines
    .toSpliced(random(lines.length + 1), random(3), ...theirs.slice(start, start + 1 + random(6)))
    .join('\n')
}

function lineEnds(text: string, random: Random): string {
  return text.replaceAll('\n', ['\r\n', '\r', '\n\n', '\u000b', '\\n', ' '][random(6)]!)
}

function encoding(text: string, random: Random): string {
  switch (random(4)) {
    case 0:
      return `\xef\xbb\xbf${text}`
    case 1:
      return `\xff\xfe${Buffer.from(text, 'utf16le').toString('latin1')}`
    case 2:
      return `\xfe\xff${Buffer.from(text, 'utf16le').swap16().toString('latin1')}`
    default:
      return Buffer.from(text, 'utf16le').toString('latin1')
  }
}

/** NUL, half a surrogate pair as such and escaped, text that runs backwards, bytes that no UTF-8 has. */
const ODD = [
  '\0',
  '\xed\xa0\x80',
  '\\ud800',
  '\\u0000',
  bytesOf('\u202e'),
  bytesOf('\u2028'),
  '\xc0\xaf',
  '\xff',
  '\x1b[2J',
  '\x7f',
  bytesOf('ﬁ'),
  bytesOf('İ'),
]

function oddCharacter(text: string, random: Random): string {
  const at = random(text.length + 1)
  return text.slice(0, at) + ODD[random(ODD.length)]! + text.slice(at)
}

function longLine(text: string, random: Random): string {
  const at = random(2) === 0 ? valueAt(text, random).end : random(text.length + 1)
  return text.slice(0, at) + bytesOf(hostileText(random)) + text.slice(at)
}

function manyLines(text: string, random: Random): string {
  // One in some: the largest mutants of all.
  if (random(6) > 0) return doubleLines(text, random)
  const lines = text.split('\n')
  const start = random(lines.length)
  const block = lines.slice(start, start + 1 + random(6)).join('\n')
  const times = Math.min([50, 1000, 4000][random(3)]!, Math.ceil(200_000 / (block.length + 1)))
  const numbered = Array.from({ length: times }, (_, n) => block.replace(/\d+|(?<=\w)(?=["':=])/, String(n)))
  return [...lines.slice(0, start), ...numbered, ...lines.slice(start)].join('\n')
}

/** A quoted text, a number or a word. */
function valueAt(text: string, random: Random): { start: number; end: number } {
  const from = random(text.length + 1)
  const pattern = /"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[\w.@/+-]+/g
  pattern.lastIndex = from
  const found = pattern.exec(text.length - from > 4000 ? text.slice(0, from + 4000) : text)
  return found ? { start: found.index, end: found.index + found[0].length } : { start: from, end: from }
}

/** Mutants are byte strings throughout. */
function bytesOf(text: string): string {
  return Buffer.from(text).toString('latin1')
}
