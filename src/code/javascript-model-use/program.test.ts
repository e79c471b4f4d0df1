import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import * as fc from 'fast-check'
import { memoryBytes } from '../../bytes/bytes.ts'
import { DEFAULT_LIMITS, type Context } from '../../model/context.ts'
import { sha256 } from '../../model/identity.ts'
import { javascriptModelUse } from './discoverer.ts'

const ctx: Context = {
  limits: DEFAULT_LIMITS,
  signal: new AbortController().signal,
  clock: () => new Date(0),
  checkpoint: () => undefined,
  countMembers: () => undefined,
  countInflated: () => undefined,
  defer: () => undefined,
}

function models(source: string): string[] {
  const bytes = memoryBytes(Buffer.from(source))
  return Array.from(javascriptModelUse.read({ path: 'a.ts', bytes }, ctx))
    .flatMap((seen) =>
      seen.kind === 'facts' ? Array.from(javascriptModelUse.sightings(seen.facts, 'a.ts')) : [],
    )
    .flatMap(({ subject: s }) => (s.by === 'name' && s.kind === 'model' ? [`${s.registry} ${s.name}`] : []))
}

const OPENAI = "import OpenAI from 'openai'\n"
const CREATE = 'chat.completions.create'

describe('models in JavaScript', () => {
  before(() => javascriptModelUse.preparation?.run())

  const cases: [what: string, source: string, ...found: string[]][] = [
    [
      'a client in a variable',
      `${OPENAI}const c = new OpenAI()\nc.${CREATE}({ model: 'gpt-4o' })`,
      'openai gpt-4o',
    ],
    [
      'a client in a field',
      `${OPENAI}class A { #c = new OpenAI(); f() { this.#c.${CREATE}({ model: 'gpt-4o' }) } }`,
      'openai gpt-4o',
    ],
    [
      'a client by its type',
      `${OPENAI}const f = (c: OpenAI) => c.${CREATE}({ model: 'gpt-4o' })`,
      'openai gpt-4o',
    ],
    [
      'a factory',
      `${OPENAI}const make = () => new OpenAI()\nmake().${CREATE}({ model: 'gpt-4o' })`,
      'openai gpt-4o',
    ],
    ['a renamed import', "import { openai as o } from '@ai-sdk/openai'\no('gpt-4o')", 'openai gpt-4o'],
    [
      'a required module',
      "const { OpenAI: O } = require('openai')\nnew O().x({ model: 'gpt-4o' })",
      'openai gpt-4o',
    ],
    [
      'a spread object',
      `${OPENAI}const o = { model: x }\nconst p = { ...o, model: 'gpt-4o' }\nnew OpenAI().x({ ...p })`,
      'openai gpt-4o',
      'openai gpt-4o',
    ],
    [
      'a frozen table',
      `${OPENAI}const T = Object.freeze({ a: { id: 'gpt-4o' } })\nnew OpenAI().x({ model: T.a.id })`,
      'openai gpt-4o',
    ],
    [
      'an address of another provider',
      `${OPENAI}const c = new OpenAI({ baseURL: 'https://api.deepseek.com' })\nc.x({ model: 'deepseek-chat' })`,
      'deepseek deepseek-chat',
    ],
    [
      'an address of nobody known',
      `${OPENAI}const c = new OpenAI({ baseURL: 'http://gpu:1/v1' })\nc.x({ model: 'my-model' })`,
    ],
    [
      'a shadowed name',
      "import { openai } from '@ai-sdk/openai'\nfunction f(openai) { return openai('gpt-4o') }",
    ],
    ["a function of one's own", "const openai = (x) => x\nopenai('gpt-4o')"],
    ['another module of that name', "import { openai } from './openai'\nopenai('gpt-4o')"],
    [
      'a table of models',
      "export const MODELS = { fast: 'gpt-4o-mini', vision: 'gpt-4o', label: 'Best' } as const",
      'openai gpt-4o-mini',
      'openai gpt-4o',
    ],
    ['a table of something else', "export const PRICES = { fast: 'gpt-4o-mini' }"],
    ['a comment', `${OPENAI}// new OpenAI().x({ model: 'gpt-4o' })`],
    ['a type', `${OPENAI}type A = { model: 'gpt-4o' }`],
  ]
  for (const [what, source, ...found] of cases)
    it(what, () => assert.deepEqual([...new Set(models(source))], [...new Set(found)]))

  it('knows what a prompt says by its digest, where all of it stands there', () => {
    const prompts = (text: string): (string | undefined)[] => {
      const source = `${OPENAI}const P = ${text}\nnew OpenAI().responses.create({ model: 'gpt-4o', instructions: P })`
      const bytes = memoryBytes(Buffer.from(source))
      return Array.from(javascriptModelUse.read({ path: 'a.ts', bytes }, ctx))
        .flatMap((seen) =>
          seen.kind === 'facts' ? Array.from(javascriptModelUse.sightings(seen.facts, 'a.ts')) : [],
        )
        .filter(({ subject: s }) => s.by === 'name' && s.kind === 'prompt')
        .map((s) => s.distributions[0]?.hashes[0]?.value)
    }
    const said = sha256('You are a helpful clerk.').slice('sha256:'.length)
    assert.deepEqual(prompts("'You are a helpful clerk.'"), [said])
    assert.deepEqual(prompts('`You are a helpful clerk.`'), [said])
    assert.deepEqual(prompts("'You are a helpful cl\\u0065rk.'"), [undefined])
  })

  it('takes any text', () => {
    const piece = fc.constantFrom(
      'import x from "openai"\n',
      'x',
      '(',
      ')',
      '{',
      '}',
      '`',
      '${',
      'new ',
      '.',
      'model:',
      "'gpt-4o'",
      '=>',
      '<',
      '/',
      'const a = ',
      'a',
      '?',
      ':',
      '[',
      ']',
      'await ',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        models(`${OPENAI}${pieces.join('')}`)
      }),
      { numRuns: 200 },
    )
  })
})
