import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { openRepository } from './repository.ts'

const folder = mkdtempSync(join(tmpdir(), 'assay-git-'))
after(() => rmSync(folder, { recursive: true }))

let day = 0
function git(cwd: string, ...args: string[]): string {
  const date = `2026-01-${String(++day).padStart(2, '0')}T12:00:00Z`
  const env = {
    PATH: process.env['PATH'],
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_SYSTEM: '/dev/null',
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_DATE: date,
    GIT_AUTHOR_NAME: 'A',
    GIT_AUTHOR_EMAIL: 'a@example.org',
    GIT_COMMITTER_NAME: 'A',
    GIT_COMMITTER_EMAIL: 'a@example.org',
  }
  return execFileSync('git', args, { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
}

function commit(cwd: string, path: string, text: string): string {
  writeFileSync(join(cwd, path), text)
  git(cwd, 'add', '-A')
  git(cwd, 'commit', '-q', '--allow-empty', '-m', path)
  return git(cwd, 'rev-parse', 'HEAD')
}

function hasGit(): boolean {
  try {
    execFileSync('git', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

const skip = hasGit() ? false : 'there is no git here'

describe('git history without git', { skip }, () => {
  const top = join(folder, 'work')
  const long = (n: number): string => Array.from({ length: 400 }, (_, i) => `line ${i * n}\n`).join('')

  it('tells what a file held and since when, loose and packed', () => {
    mkdirSync(join(top, 'sub'), { recursive: true })
    git(top, 'init', '-q', '-b', 'main')
    git(top, 'remote', 'add', 'origin', 'https://user:secret@git.example/team/system.git')
    const first = commit(top, 'sub/a.json', long(1))
    commit(top, 'other.txt', 'x')
    const second = commit(top, 'sub/a.json', `${long(1)}more\n`)
    commit(top, 'other.txt', 'y')
    const expected = [second, first]
    for (const packed of [false, true]) {
      if (packed) git(top, 'gc', '-q', '--aggressive', '--prune=now')
      const repository = openRepository(join(top, 'sub'))
      assert.ok(repository)
      assert.equal(repository.remote, 'https://git.example/team/system.git')
      assert.equal(repository.commit, git(top, 'rev-parse', 'HEAD'))
      const { versions, complete } = repository.history('a.json')
      assert.equal(complete, true)
      assert.deepEqual(
        versions.map((v) => v.commit),
        expected,
      )
      assert.equal(versions[0]!.read()?.toString(), `${long(1)}more\n`)
      assert.equal(versions[1]!.read()?.toString(), long(1))
      assert.match(versions[1]!.date, /^2026-01-\d\dT12:00:00Z$/)
      assert.deepEqual(repository.history('none.json'), { versions: [], complete: true })
      repository.close()
    }
  })

  it('follows the side of a merge that brought the content', () => {
    const repo = join(folder, 'merge')
    mkdirSync(repo)
    git(repo, 'init', '-q', '-b', 'main')
    commit(repo, 'base.txt', '1')
    git(repo, 'checkout', '-q', '-b', 'side')
    const added = commit(repo, 'conf.json', '{}')
    git(repo, 'checkout', '-q', 'main')
    commit(repo, 'base.txt', '2')
    git(repo, 'merge', '-q', '--no-ff', '-m', 'merge', 'side')
    const repository = openRepository(repo)!
    assert.deepEqual(
      repository.history('conf.json').versions.map((v) => v.commit),
      [added],
    )
    repository.close()
  })

  it('says that a shallow clone does not know', () => {
    const clone = join(folder, 'shallow')
    git(folder, 'clone', '-q', '--depth', '1', `file://${top}`, clone)
    const repository = openRepository(clone)!
    assert.deepEqual(repository.history('sub/a.json'), { versions: [], complete: false })
    repository.close()
  })

  it('survives broken objects and hostile pointers', () => {
    const objects = join(top, '.git/objects/pack')
    for (const name of readdirSync(objects)) {
      rmSync(join(objects, name), { force: true })
      writeFileSync(join(objects, name), Buffer.alloc(2000, 0xff))
    }
    const repository = openRepository(top)!
    assert.deepEqual(repository.history('sub/a.json'), { versions: [], complete: false })
    repository.close()
    const odd = join(folder, 'odd')
    mkdirSync(odd)
    writeFileSync(join(odd, '.git'), 'gitdir: ../../../../etc\n')
    assert.equal(openRepository(odd)?.commit, undefined)
  })
})
