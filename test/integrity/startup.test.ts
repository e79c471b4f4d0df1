import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { guarded, type Guarded } from './guarded.ts'

const library = pathToFileURL(join(import.meta.dirname, '../../src/index.ts')).href

/** What a program of its own gets. */
async function startup(g: Guarded, options: object): Promise<Record<string, unknown>> {
  const code = `import { verifyAtStartup, StartupRefused } from ${JSON.stringify(library)}
    try { console.log(JSON.stringify(await verifyAtStartup(${JSON.stringify(options)}))) }
    catch (e) {
      if (!(e instanceof StartupRefused)) throw e
      console.log(JSON.stringify({ message: e.message, refused: e.refusals.map((r) => r.code + ' ' + r.path) }))
    }`
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', code], {
    cwd: g.root,
    env: { PATH: process.env['PATH'], HOME: g.root, XDG_CACHE_HOME: join(g.root, '../cache'), ...g.env },
  })
  return JSON.parse(stdout) as Record<string, unknown>
}

describe('verifyAtStartup', () => {
  it('gives what is verified, and writes it down', async () => {
    using g = await guarded()
    const found = await startup(g, { paths: ['models/m', 'models/m/config.json'] })
    assert.equal((found['artifacts'] as unknown[]).length, 4)
    assert.equal((found['lock'] as { generation: number }).generation, 1)
    assert.deepEqual(
      [found['checked'], found['warnings'], g.events()[0]?.['outcome']],
      ['hashed', [], 'loaded'],
    )
    await startup(g, { events: false, paranoid: true })
    assert.equal(g.events().length, 1)
  })

  it('throws for what is not what was locked', async () => {
    using g = await guarded()
    writeFileSync(join(g.root, 'models/m/config.json'), '[]')
    writeFileSync(join(g.root, 'models/m/evil.py'), '')
    const { refused, message } = await startup(g, {})
    assert.deepEqual(refused, ['content-changed models/m/config.json', 'unlisted-code models/m/evil.py'])
    assert.match(String(message), /^refused: models\/m\/config\.json: .+ \(content-changed\) and 1 more$/)
    assert.equal(g.events()[0]?.['outcome'], 'refused')
  })

  it('throws for a path that is not locked, whatever it is', async () => {
    using g = await guarded()
    mkdirSync(join(g.root, 'empty'))
    writeFileSync(join(g.root, 'plain.txt'), '')
    const { refused } = await startup(g, { paths: ['plain.txt', 'empty', 'none', 'models/m/README.md', '.'] })
    assert.deepEqual(refused, [
      'unlocked-argument plain.txt',
      'unlocked-argument empty',
      'missing none',
      'unlocked-argument models/m/README.md',
      'unlocked-argument .',
    ])
    assert.deepEqual((await startup(g, { lock: 'no.lock' }))['refused'], ['lock-missing no.lock'])
  })
})
