import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it, type TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { writeDurably } from './durable.ts'

const folderFor = (t: TestContext): string => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-durable-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

describe('durable writing', () => {
  it('replaces, follows a link and leaves no draft', (t) => {
    const folder = folderFor(t)
    const path = join(folder, 'f')
    writeDurably(path, 'one')
    writeDurably(path, 'two')
    symlinkSync('f', join(folder, 'link'))
    writeDurably(join(folder, 'link'), 'three')
    assert.equal(readFileSync(path, 'utf8'), 'three')
    assert.equal(readlinkSync(join(folder, 'link')), 'f')
    assert.deepEqual(readdirSync(folder).toSorted(), ['f', 'link'])
  })

  it('removes old drafts of killed processes, and nothing else', (t) => {
    const folder = folderFor(t)
    const drafts = [
      '.f.0123456789abcdef.draft',
      '.f.0000000000000000.draft',
      '.g.0123456789abcdef.draft',
      '.f.x.draft',
    ]
    for (const name of drafts) writeFileSync(join(folder, name), '')
    for (const name of [drafts[0]!, drafts[2]!, drafts[3]!]) utimesSync(join(folder, name), 1, 1)
    writeDurably(join(folder, 'f'), 'x')
    assert.deepEqual(readdirSync(folder).toSorted(), [...drafts.slice(1), 'f'].toSorted())
  })

  it('whole or not at all, when killed at any moment', { timeout: 60_000 }, async (t) => {
    const folder = folderFor(t)
    const path = join(folder, 'f')
    const whole = new Set(['a', 'b'].map((c) => c.repeat(3_000_000)))
    const [first = '', second = ''] = whole
    writeDurably(path, first)
    const script = `
      import { writeDurably } from ${JSON.stringify(new URL('durable.ts', import.meta.url).href)}
      const texts = ['a', 'b'].map((c) => c.repeat(3_000_000))
      process.stdout.write('ready')
      for (let i = 1; ; i++) writeDurably(${JSON.stringify(path)}, texts[i % 2])`
    let different = 0
    // On a slow disk a process is often killed before it has written anything.
    for (let round = 0; round < 25 || (different === 0 && round < 200); round++) {
      const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      await new Promise((resolve) => child.stdout.once('data', resolve))
      await sleep(Math.random() * (30 + round))
      const gone = new Promise((resolve) => child.once('close', resolve))
      child.kill('SIGKILL')
      await gone
      const found = readFileSync(path, 'utf8')
      assert.ok(whole.has(found), `round ${round}: ${found.length} characters`)
      if (found === second) different++
    }
    assert.ok(different > 0, 'nothing was ever written')
  })
})
