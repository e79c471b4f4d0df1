import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, it } from 'node:test'
import { discoverers } from '../src/discoverers.ts'
import { formats } from '../src/formats.ts'

const root = join(import.meta.dirname, '..')
const source = join(root, 'src')

/** Imports point from a later row to an earlier one; areas in one row do not know each other. */
const LAYERS: readonly (readonly string[])[] = [
  ['model'],
  ['bytes', 'text'],
  ['names', 'syntax', 'tensors'],
  ['commands', 'advisories'],
  [
    'sources',
    'artifacts',
    'code',
    'training',
    'lineage',
    'packages',
    'plugins',
    'datasets',
    'behaviour',
    'serving',
    'integrity',
    'intel',
  ],
  ['formats.ts', 'discoverers.ts', 'package-readers.ts'],
  ['inventory'],
  ['sbom', 'policy', 'incident', 'maturity'],
  ['store'],
  ['mirrors'],
  ['report'],
  ['scan'],
  ['rules.ts'],
  ['config'],
  ['cli', 'server'],
  ['index.ts'],
]
const MAX_LINES = 400
const SAYS_NOTHING = /^(?:utils?|helpers?|misc|common|shared|stuff)\.ts$/
/** Areas that may run something, ask the network, read the environment. */
const RUNS: readonly string[] = ['plugins', 'behaviour', 'integrity']
const FETCHES: readonly string[] = ['intel', 'mirrors', 'server']
const READS_ENVIRONMENT: readonly string[] = ['cli', 'config', 'server']

interface SourceText {
  readonly path: string
  readonly area: string
  readonly text: string
}

const files: SourceText[] = readdirSync(source, { recursive: true, withFileTypes: true })
  .filter((e) => e.isFile() && e.name.endsWith('.ts'))
  .map((e) => {
    const path = relative(source, join(e.parentPath, e.name))
    return { path, area: path.split('/')[0]!, text: readFileSync(join(source, path), 'utf8') }
  })
const product = files.filter(({ path }) => !/\.(?:test|examples)\.ts$/.test(path))

describe('architecture', () => {
  it('every area has its place in the order of layers', () => {
    const placed = new Set(LAYERS.flat())
    assert.deepEqual(
      [...new Set(files.map((f) => f.area))].filter((area) => !placed.has(area)),
      [],
    )
  })

  it('imports point one way', () => {
    const wrong = product.flatMap(({ path, area, text }) =>
      importsOf(path, text)
        .filter((target) => target !== area && layer(target) >= layer(area))
        .map((target) => `${path} imports ${target}`),
    )
    assert.deepEqual(wrong, [])
  })

  it(`no file is longer than ${MAX_LINES} lines, most are far shorter`, () => {
    const lengths = files.map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
    assert.deepEqual(
      lengths.filter((f) => f.lines > MAX_LINES),
      [],
    )
    const sorted = lengths.map((f) => f.lines).toSorted((a, b) => a - b)
    assert.ok(sorted[Math.floor(sorted.length / 2)]! <= 100, 'the median file is longer than 100 lines')
  })

  it('file names say what they know', () => {
    assert.deepEqual(
      files.filter(({ path }) => SAYS_NOTHING.test(path.split('/').at(-1)!)).map((f) => f.path),
      [],
    )
  })

  it('the list of formats and the folders of formats are the same', () => {
    const folders = readdirSync(join(source, 'artifacts'), { withFileTypes: true }).filter((e) =>
      e.isDirectory(),
    )
    assert.deepEqual(formats.map((f) => f.id).toSorted(), folders.map((f) => f.name).toSorted())
  })

  it('the list of discoverers and the folders that hold one are the same', () => {
    const folders = files
      .filter(({ path }) => path.endsWith('/discoverer.ts') && !path.startsWith('model/'))
      .map(({ path }) => path.split('/').at(-2)!)
    assert.deepEqual(discoverers.map((d) => d.id).toSorted(), folders.toSorted())
  })
})

describe('what is scanned is data', () => {
  const forbidden: readonly (readonly [string, RegExp, readonly string[]])[] = [
    ['starts processes', /from 'node:child_process'/, RUNS],
    ['evaluates text', /(?<![\w.|])eval\((?!\?)|new Function\(|from 'node:vm'/, []],
    ['asks the network', /\bfetch\(|from 'node:(?:http|https|net|tls|dgram|dns)'/, FETCHES],
    ['reads the environment', /process\.env\b/, READS_ENVIRONMENT],
  ]
  for (const [what, pattern, allowed] of forbidden) {
    it(`nothing ${what}${allowed.length > 0 ? ` outside ${allowed.join(', ')}` : ''}`, () => {
      const found = product.filter(({ area, text }) => !allowed.includes(area) && pattern.test(codeOf(text)))
      assert.deepEqual(
        found.map((f) => f.path),
        [],
      )
    })
  }
})

function importsOf(path: string, text: string): string[] {
  const folder = dirname(join(source, path))
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)]
    .map((m) => relative(source, resolve(folder, m[1]!)))
    .filter((target) => !target.startsWith('..'))
    .map((target) => target.split('/')[0]!)
}

/** Without comments and texts: rules talk about `eval(` all the time. Module names stay. */
function codeOf(text: string): string {
  return text
    .replaceAll(/\/\*[^]*?\*\/|(?<!:)\/\/.*$/gm, '')
    .replaceAll(/(?<!from )'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g, "''")
}

function layer(area: string): number {
  return LAYERS.findIndex((row) => row.includes(area))
}
