import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { openRepository } from './repository.ts'

const folder = mkdtempSync(join(tmpdir(), 'assay-git-'))
after(() => rmSync(folder, { recursive: true }))

/** Noon of 1 January 2026, seconds since 1970. */
const FIRST = 1_767_268_800
const DAY = 86_400
let day = 0
function git(cwd: string, ...args: string[]): string {
  const date = `@${FIRST + ++day * DAY} +0000`
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
    const remotes: readonly (readonly [string, string | undefined])[] = [
      ['git@git.example:team/system.git', 'ssh://git.example/team/system.git'],
      ['/srv/git/system.git', undefined],
      ['file:///srv/git/system.git', undefined],
    ]
    for (const packed of [false, true]) {
      if (packed) git(top, 'gc', '-q', '--aggressive', '--prune=now')
      const repository = openRepository(join(top, 'sub'))
      assert.ok(repository)
      assert.equal(repository.remote, 'https://git.example/team/system.git')
      for (const [url, remote] of remotes) {
        git(top, 'remote', 'set-url', 'origin', url)
        assert.equal(openRepository(top)?.remote, remote)
      }
      git(top, 'remote', 'set-url', 'origin', 'https://user:secret@git.example/team/system.git')
      assert.equal(repository.commit, git(top, 'rev-parse', 'HEAD'))
      const { versions, complete } = repository.history('a.json')
      assert.equal(complete, true)
      assert.deepEqual(
        versions.map((v) => v.commit),
        expected,
      )
      assert.equal(versions[0]!.read()?.toString(), `${long(1)}more\n`)
      assert.equal(versions[1]!.read()?.toString(), long(1))
      assert.match(versions[1]!.date, /^2026-\d\d-\d\dT12:00:00Z$/)
      assert.deepEqual(repository.history('none.json'), { versions: [], complete: true })
      repository.close()
    }
  })

  it('lists the files of a revision', () => {
    git(top, 'tag', '-a', 'v1', '-m', 'first', 'HEAD~1')
    const repository = openRepository(top)!
    const text = (revision: string, path: string): string | undefined =>
      [...(repository.filesAt(revision) ?? [])]
        .find((f) => f.path === path)
        ?.read()
        ?.toString()
    assert.equal(text('HEAD', 'other.txt'), 'y')
    assert.equal(text('main', 'sub/a.json'), `${long(1)}more\n`)
    assert.equal(text('v1', 'other.txt'), 'x')
    assert.equal(text(git(top, 'rev-parse', 'HEAD').slice(0, 9), 'other.txt'), 'y')
    assert.equal(text('HEAD~2', 'sub/a.json'), long(1))
    assert.equal(text('HEAD^^^', 'other.txt'), undefined)
    for (const none of ['nope', '../../etc/passwd', 'HEAD~999', '', '~1'])
      assert.equal(repository.filesAt(none), undefined, none)
    const below = openRepository(join(top, 'sub'))!
    assert.deepEqual(
      [...below.filesAt('HEAD')!].map((f) => f.path),
      ['a.json'],
    )
    repository.close()
    below.close()
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
