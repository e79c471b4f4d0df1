import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { UsageError } from '../../model/usage-error.ts'
import { exampleEnvironment, SITE } from '../../packages/environment/environment-example.ts'
import type { Invocation, Run } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { processIo, type Io } from '../io.ts'
import { run as env } from './packages-env.ts'
import { run as hunt } from './packages-hunt.ts'

interface Ran {
  readonly code: number
  readonly text: string
}

async function ran(
  run: Run,
  cwd: string,
  args: readonly string[],
  options: Invocation['options'] = {},
): Promise<Ran> {
  let text = ''
  const io: Io = {
    ...base,
    cwd,
    env: {},
    clock: () => new Date('2026-06-15T00:00:00Z'),
    say: (line) => void (text += `${line}\n`),
    print: async (part) => void (text += part),
  }
  return { code: await run({ args, options: { config: false, ...options }, io }), text }
}

const base = processIo(new AbortController().signal)
const torch = { name: 'torch', version: '2.4.0', files: { 'torch/__init__.py': 'x\n' } }

describe('assay packages env', () => {
  it('allows what is as it was installed, and says what that does not prove', async () => {
    const { root } = exampleEnvironment(torch)
    const { code, text } = await ran(env, root, ['.'])
    assert.equal(code, EXIT.allowed)
    assert.match(text, /virtual environment of Python 3\.12\.1, 1 distribution, 3 files as recorded/)
    assert.match(text, /Not proven:\n {2}RECORD files are not signed/)
  })

  it('denies what was tampered with, whatever the format', async () => {
    const environment = exampleEnvironment(torch)
    environment.write(`${SITE}/torch/__init__.py`, 'y\n')
    environment.write(`${SITE}/\u001b[31m.pth`, 'import \u202eevil\n')
    for (const format of ['table', 'json']) {
      const { code, text } = await ran(env, environment.root, ['.'], { format })
      assert.equal(code, EXIT.denied)
      assert.ok(!text.includes('\u001b') && !text.includes('\u202e'))
    }
    const { text } = await ran(env, environment.root, ['.'], { format: 'json' })
    const document = JSON.parse(text) as { schema: string; environment: object; findings: { rule: string }[] }
    assert.equal(document.schema, 'assay/packages-env/1')
    assert.deepEqual(document.environment, {
      path: '.',
      kind: 'virtual-environment',
      sites: [SITE],
      python: '3.12.1',
      systemSitePackages: false,
    })
    assert.deepEqual(document.findings.map((f) => f.rule).toSorted(), [
      'packages-env-modified',
      'packages-env-start-up',
    ])
    assert.ok(!text.includes(environment.root), 'a report without the paths of a machine')
    assert.equal((await ran(env, environment.root, ['.'], { format: 'json' })).text, text)
  })

  it('leaves the decision open under --strict when something could not be read', async () => {
    const environment = exampleEnvironment(torch)
    environment.write(`${SITE}/torch-2.4.0.dist-info/direct_url.json`, '{')
    assert.equal((await ran(env, environment.root, ['.'])).code, EXIT.allowed)
    assert.equal((await ran(env, environment.root, ['.'], { strict: true })).code, EXIT.failed)
  })

  it('compares with a lock, and takes none that it does not know', async () => {
    const { root } = exampleEnvironment(torch)
    writeFileSync(join(root, 'requirements.txt'), 'torch==2.5.0\n')
    writeFileSync(join(root, 'Cargo.lock'), 'x\n')
    const { text } = await ran(env, root, ['.'], { lock: 'requirements.txt', format: 'json' })
    assert.match(text, /requirements\.txt says 2\.5\.0/)
    await assert.rejects(ran(env, root, ['.'], { lock: 'Cargo.lock' }), UsageError)
    await assert.rejects(ran(env, root, ['.'], { lock: 'none' }), UsageError)
    await assert.rejects(ran(env, root, ['bin']), UsageError)
    await assert.rejects(ran(env, join(root, 'bin'), []), UsageError)
  })
})

describe('assay packages hunt', () => {
  it('lists what is new, as a table and as JSON', async () => {
    const { root } = exampleEnvironment(torch)
    const { code, text } = await ran(hunt, root, ['.'], { within: '36500' })
    assert.equal(code, EXIT.allowed)
    assert.match(text, /torch 2\.4\.0 {2}by pip\n\.: 1 of 1 package installed in the last 36,500 days/)
    writeFileSync(
      join(root, 'm.jsonl'),
      '{"name":"Torch","created":"2026-06-01","downloads":90000}\nbroken\n',
    )
    const { text: json } = await ran(hunt, root, [], { metadata: 'm.jsonl', format: 'json', within: '20' })
    const document = JSON.parse(json) as { schema: string; found: object[]; gaps: object[] }
    assert.equal(document.schema, 'assay/packages-hunt/1')
    assert.deepEqual([document.found.length, document.gaps.length], [1, 1])
  })

  it('takes no number of days that is none', async () => {
    const { root } = exampleEnvironment(torch)
    await assert.rejects(ran(hunt, root, ['.'], { within: 'soon' }), UsageError)
  })
})
