import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { memoryBytes } from '../../bytes/bytes.ts'
import { exampleEnvironment, type ExampleDistribution } from './environment-example.ts'
import { readingContext, readLockFile, type LockFile } from './lock-file.ts'

const COMMIT = 'c'.repeat(40)
const SHA = 'a'.repeat(64)

function lock(name: string, text: string): LockFile {
  const ctx = readingContext(new AbortController().signal, () => new Date(0))
  const read = readLockFile(name, memoryBytes(Buffer.from(text)), ctx)
  assert.ok(read)
  return read
}

async function said(
  file: LockFile,
  ...installed: readonly ExampleDistribution[]
): Promise<readonly string[]> {
  const { findings } = await exampleEnvironment(...installed).examine({ lock: file })
  return findings
    .filter((f) => f.rule.includes('lock'))
    .map((f) => `${f.severity} ${f.rule.replace('packages-env-lock-', '')}: ${f.message}`)
}
const installed = (
  name: string,
  version: string,
  more: Partial<ExampleDistribution> = {},
): ExampleDistribution => ({
  name,
  version,
  files: { [`${name}.py`]: '' },
  ...more,
})

const UV = `version = 1
[[package]]
name = "project"
version = "0.1.0"
source = { virtual = "." }
dependencies = [{ name = "torch" }, { name = "agents" }]
[[package]]
name = "torch"
version = "2.4.0"
source = { registry = "https://index.example/simple" }
wheels = [{ url = "https://index.example/torch-2.4.0-py3-none-any.whl", hash = "sha256:${SHA}" }]
[[package]]
name = "agents"
version = "0.3.0"
source = { git = "https://git.example/agents?rev=main#${COMMIT}" }
`
const agents = installed('agents', '0.3.0', {
  direct: { url: 'https://git.example/agents.git', vcs_info: { vcs: 'git', commit_id: COMMIT } },
})

describe('an environment against its lock', () => {
  it('that is what was locked is quiet', async () => {
    assert.deepEqual(
      await said(lock('uv.lock', UV), installed('torch', '2.4'), agents, installed('pip', '24.0')),
      [],
    )
  })

  it('with other versions, more packages and missing ones', async () => {
    assert.deepEqual(
      await said(
        lock('uv.lock', UV),
        installed('torch', '2.3.0'),
        installed('evil', '1'),
        installed('project', '0.1.0'),
      ),
      [
        'medium version: torch 2.3.0 is installed, and uv.lock says 2.4.0',
        'medium extra: 1 package that uv.lock does not name: evil 1',
        'low missing: 1 package of uv.lock is not installed: agents',
      ],
    )
    assert.deepEqual(await said(lock('uv.lock', UV), installed('torch', '2.4.0+cpu'), agents), [
      'low version: torch 2.4.0+cpu is a local build of the release that uv.lock says',
    ])
  })

  it('from other sources', async () => {
    const other = installed('agents', '0.3.0', {
      direct: { url: 'https://git.example/agents', vcs_info: { vcs: 'git', commit_id: 'd'.repeat(40) } },
    })
    const url = 'https://elsewhere.example/torch-2.4.0-py3-none-any.whl'
    const archive = (sha256: string): ExampleDistribution =>
      installed('torch', '2.4.0', { direct: { url, archive_info: { hashes: { sha256 } } } })
    const locked = lock('uv.lock', UV)
    assert.deepEqual(await said(locked, archive(SHA), agents), [])
    assert.deepEqual(await said(locked, archive('b'.repeat(64)), other), [
      `medium source: agents 0.3.0 was made of commit ${'d'.repeat(40)}; the lock says ${COMMIT} (uv.lock)`,
      'high source: torch 2.4.0 was installed from an archive whose hash is not in the lock (uv.lock)',
    ])
    assert.deepEqual(await said(locked, installed('torch', '2.4.0'), installed('agents', '0.3.0')), [
      'medium source: agents 0.3.0 was installed from an index; the lock says git.example (uv.lock)',
    ])
  })

  it('that lists only what was asked for expects what those packages need', async () => {
    const freeze = lock('freeze.txt', 'torch==2.4.0\n')
    const torch = installed('torch', '2.4.0', { metadata: 'Requires-Dist: sympy\n' })
    assert.deepEqual(await said(freeze, torch, installed('sympy', '1')), [])
    assert.deepEqual(await said(freeze, torch, installed('sympy', '1'), installed('evil', '1')), [
      'medium extra: 1 package that freeze.txt does not name: evil 1',
    ])
  })

  it('that nobody knows is none', () => {
    const ctx = readingContext(new AbortController().signal, () => new Date(0))
    assert.equal(readLockFile('Cargo.lock', memoryBytes(Buffer.from('x')), ctx), undefined)
  })
})
