import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { exampleEnvironment } from './environment-example.ts'
import { isChangedLater } from './judge-origin.ts'

const COMMIT = 'c'.repeat(40)

async function saidOf(direct: object): Promise<readonly string[]> {
  const { findings } = await exampleEnvironment({ name: 'a', version: '1', files: {}, direct }).examine()
  return findings.map((f) => `${f.severity}: ${f.message}`)
}

describe('where installed packages come from', () => {
  it('an address is told with its host, and worse without a hash or a commit', async () => {
    const url = 'https://user:hunter2@files.example/a-1-py3-none-any.whl'
    assert.deepEqual(await saidOf({ url, archive_info: { hashes: { sha256: 'a'.repeat(64) } } }), [
      'low: a 1 was installed from files.example, not from an index',
    ])
    assert.deepEqual(await saidOf({ url, archive_info: {} }), [
      'medium: a 1 was installed from files.example, not from an index, without the hash of the archive',
    ])
    assert.deepEqual(
      await saidOf({ url: 'http://files.example/a.zip', archive_info: { hash: `sha256=${'a'.repeat(64)}` } }),
      [
        'medium: a 1 was installed from files.example, not from an index, over a connection that anyone on the way can change',
      ],
    )
  })

  it('a repository is told with its commit', async () => {
    assert.deepEqual(
      await saidOf({ url: 'https://git.example/a.git', vcs_info: { vcs: 'git', commit_id: COMMIT } }),
      ['low: a 1 was installed from git.example, not from an index'],
    )
    assert.deepEqual(await saidOf({ url: 'https://git.example/a.git', vcs_info: { vcs: 'git' } }), [
      'medium: a 1 was installed from git.example, not from an index, without the commit that it was made of',
    ])
  })

  it('a folder is told, and a working copy is', async () => {
    assert.deepEqual(await saidOf({ url: 'file:///src/a', dir_info: {} }), [
      'info: a 1 was installed from file:///src/a',
    ])
    assert.deepEqual(await saidOf({ url: 'file:///src/a', dir_info: { editable: true } }), [
      'info: a 1 is imported from the working copy file:///src/a',
    ])
  })

  it('a RECORD that was changed long after its neighbours is suspicious', () => {
    assert.ok(isChangedLater(1_000_000_000, [1, 2]))
    assert.ok(!isChangedLater(100_000, [1, 2]))
    assert.ok(!isChangedLater(1, [1_000_000_000]))
  })
})
