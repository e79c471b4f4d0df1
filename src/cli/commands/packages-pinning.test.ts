import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { UsageError } from '../../model/usage-error.ts'
import type { Invocation, Run } from '../command.ts'
import { processIo } from '../io.ts'
import { run as fix } from './packages-fix.ts'
import { run as index } from './packages-index.ts'
import { run as requirements } from './packages-requirements.ts'

const base = processIo(new AbortController().signal)
let folder = ''

/** Hooks outside of a suite would run around the tests of every file. */
function freshFolder(): void {
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'assay-'))))
  afterEach(() => rmSync(folder, { recursive: true }))
}

function file(name: string, content: string | Buffer): string {
  writeFileSync(join(folder, name), content)
  return name
}

interface Printed {
  readonly code: number
  readonly out: string
  readonly said: string
}

async function printed(
  run: Run,
  args: readonly string[],
  options: Invocation['options'] = {},
  env: Readonly<Record<string, string>> = {},
): Promise<Printed> {
  let out = ''
  let said = ''
  const io = {
    ...base,
    cwd: folder,
    // What the machine is set to is no part of the test.
    env: { HOME: join(folder, 'home'), PIP_CONFIG_FILE: '/dev/null', ...env },
    print: async (text: string) => void (out += text),
    say: (line: string) => void (said += `${line}\n`),
  }
  return { code: await run({ args, options, io }), out, said }
}

describe('assay packages requirements', () => {
  freshFolder()
  it('prints a row for each, of UTF-16 as well', async () => {
    const path = file('requirements.txt', Buffer.from('\uFEFFtorch>=2,<3\r\n./a.whl\r\n', 'utf16le'))
    const { code, out } = await printed(requirements, [path], { format: 'json' })
    assert.equal(code, 0)
    assert.deepEqual(JSON.parse(out), [
      ['torch', [], '<3,>=2', null, null],
      ['!ERR', './a.whl'],
    ])
    assert.match((await printed(requirements, [path])).out, /^torch<3,>=2\n\? \.\/a\.whl\n2 requirements/)
  })
})

describe('assay packages fix', () => {
  freshFolder()
  const wheel = Buffer.from('a wheel')
  const digest = createHash('sha256').update(wheel).digest('hex')

  it('takes hashes of files, and rewrites the file only as a whole', async () => {
    mkdirSync(join(folder, 'wheels'))
    file('wheels/torch-2.5.0-py3-none-any.whl', wheel)
    const path = file('requirements.txt', 'torch>=2\n')
    const fixed = `torch==2.5.0 \\\n    --hash=sha256:${digest}\n`
    const shown = await printed(fix, [path], { from: 'wheels' })
    assert.deepEqual([shown.code, shown.out], [0, fixed])
    assert.equal(readFileSync(join(folder, path), 'utf8'), 'torch>=2\n')
    const written = await printed(fix, [path], { from: 'wheels', write: true })
    assert.deepEqual([written.code, written.out], [0, ''])
    assert.equal(readFileSync(join(folder, path), 'utf8'), fixed)
    assert.deepEqual(readdirSync(folder).toSorted(), ['requirements.txt', 'wheels'])
  })

  it('says what it leaves, and which packages are wanting', async () => {
    const lock = [
      'version = 1',
      '[[package]]\nname = "torch"\nversion = "2.5.0"\nsource = { registry = "https://packages.example/simple" }',
      `dependencies = [{ name = "sympy" }]\nwheels = [{ url = "https://files.example/t.whl", hash = "sha256:${digest}" }]`,
      '[[package]]\nname = "sympy"\nversion = "1.13"\nsource = { registry = "https://packages.example/simple" }\n',
    ].join('\n')
    const from = file('uv.lock', lock)
    const path = file('requirements.txt', 'torch\nabsent==1.0\n')
    const { code, out, said } = await printed(fix, [path], { from })
    assert.equal(code, 1)
    assert.equal(out, `torch==2.5.0 \\\n    --hash=sha256:${digest}\nabsent==1.0\n`)
    assert.match(said, /requirements\.txt:2: left as it is: absent==1\.0: is not in uv\.lock/)
    assert.match(said, /asks for their hashes, too: sympy/)
  })

  it('a lock that is none is wrong usage', async () => {
    const path = file('requirements.txt', 'torch\n')
    await assert.rejects(printed(fix, [path]), UsageError)
    await assert.rejects(printed(fix, [path], { from: 'absent.lock' }), UsageError)
    await assert.rejects(printed(fix, [path], { from: file('uv.lock', '[[[') }), UsageError)
  })
})

describe('assay packages index', () => {
  freshFolder()
  it('tells what internal names are open to, by where each value is set', async () => {
    file('requirements.txt', '--extra-index-url https://u:hunter2@packages.corp/simple\nacme-core\n')
    file('assay.yml', 'internal-packages: [acme-*]\n')
    const { code, out } = await printed(index, ['.'], { format: 'json' }, { PIP_NO_INDEX: '' })
    assert.equal(code, 1)
    assert.doesNotMatch(out, /hunter2/)
    const { schema, findings } = JSON.parse(out) as {
      schema: string
      findings: readonly { rule: string; severity: string; of?: string; origins: readonly string[] }[]
    }
    assert.equal(schema, 'assay/packages-index/1')
    assert.deepEqual(
      findings.filter(({ of }) => of !== undefined).map(({ rule, severity }) => `${rule} ${severity}`),
      ['packages-internal-names high', 'packages-extra-index medium', 'packages-index-credentials medium'],
    )
    assert.deepEqual(findings.at(-1)?.origins, ['requirements.txt:1'])
  })

  it('shows a broken file as one, and goes on', async () => {
    file('pyproject.toml', '[tool.uv\n')
    const { code, out, said } = await printed(
      index,
      [],
      {},
      { PIP_INDEX_URL: 'https://packages.corp/simple' },
    )
    assert.equal(code, 0)
    assert.match(out, /^pip\n {2}index {2}https:\/\/packages\.corp\/simple {2}PIP_INDEX_URL\n/)
    assert.match(said, /^pyproject\.toml: not understood: TOML/)
  })
})
