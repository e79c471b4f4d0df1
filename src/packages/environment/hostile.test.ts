import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { exampleEnvironment, hashed, SITE, type ExampleDistribution } from './environment-example.ts'
import { examine } from './examine.ts'
import { environmentLayout } from './layout.ts'

const base: ExampleDistribution = {
  name: 'base',
  version: '1',
  files: { 'base/__init__.py': '', 'base/a.py': 'a' },
}
const INFO = `${SITE}/base-1.dist-info`

describe('an environment that lies', () => {
  it('about files outside of it is told so, and they are not read', async () => {
    const environment = exampleEnvironment({
      ...base,
      record:
        '../../../../../../../etc/passwd,sha256=AAAA,1\n/etc/shadow,,\nbase/__init__.py,,\nbase/a.py,md5=AAAA,1\n',
    })
    assert.deepEqual(await environment.said(), [
      'high modified base/a.py',
      'medium outside base-1.dist-info/RECORD',
      'medium unhashed base-1.dist-info/RECORD',
    ])
  })

  it('about algorithms that prove nothing, or do not exist, proves nothing', async () => {
    const environment = exampleEnvironment({
      ...base,
      record: `base/__init__.py,md5=${Buffer.from('d41d8cd98f00b204e9800998ecf8427e', 'hex').toString('base64url')},0\nbase/a.py,rot13=AAAA,1\n`,
    })
    const { findings } = await environment.examine()
    assert.deepEqual(
      findings.map((f) => f.message),
      ['base 1 records no better hash than md5 for 2 files: base/__init__.py, base/a.py'],
    )
  })

  it('with broken metadata costs a gap each and nothing else', async () => {
    const environment = exampleEnvironment(base)
    environment.write(`${SITE}/broken-1.dist-info/METADATA`, 'prose without a colon\n')
    environment.write(
      `${SITE}/broken-1.dist-info/RECORD`,
      'x\n"y,,\nbroken-1.dist-info/METADATA,,\nbroken-1.dist-info/RECORD,,\nbroken-1.dist-info/direct_url.json,,\n',
    )
    environment.write(`${SITE}/broken-1.dist-info/direct_url.json`, '{"url": 7}')
    const { gaps, distributions } = await environment.examine()
    assert.deepEqual(
      gaps.map((g) => [g.at.path.split('/').at(-1), g.reason]),
      [
        ['METADATA', 'malformed'],
        ['direct_url.json', 'malformed'],
        ['RECORD', 'malformed'],
        ['RECORD', 'malformed'],
      ],
    )
    assert.deepEqual(
      distributions.map((d) => `${d.name} ${d.version}`),
      ['base 1', 'broken 1'],
    )
  })

  it('with a folder where a file should be, or a file where a folder should be, has lost the file', async () => {
    const environment = exampleEnvironment(base)
    environment.remove(`${SITE}/base/a.py`)
    environment.write(`${SITE}/base/a.py/x`, '')
    assert.deepEqual(await environment.said(), ['medium missing base-1.dist-info/RECORD'])
    environment.remove(`${SITE}/base`)
    environment.write(`${SITE}/base`, '')
    assert.deepEqual(await environment.said(), ['medium missing base-1.dist-info/RECORD'])
  })

  it('with a huge start-up file or RECORD is not read whole', async () => {
    const environment = exampleEnvironment(base)
    environment.write(`${SITE}/big.pth`, '')
    truncateSync(join(environment.root, `${SITE}/big.pth`), 10_000_000)
    truncateSync(join(environment.root, `${INFO}/RECORD`), 200_000_000)
    const { gaps } = await environment.examine()
    assert.deepEqual(
      gaps.map((g) => [g.at.path.split('/').at(-1), g.reason]),
      [
        ['RECORD', 'limit'],
        ['big.pth', 'limit'],
      ],
    )
  })

  it('with a library folder that is a link is not entered', async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'assay-elsewhere-'))
    try {
      const environment = exampleEnvironment(base)
      environment.link(SITE, elsewhere)
      assert.deepEqual(await environment.said(), [`high link ${SITE}`])
    } finally {
      rmSync(elsewhere, { recursive: true })
    }
  })

  it('stops when it is told to', async () => {
    const { root } = exampleEnvironment(base)
    await assert.rejects(examine(environmentLayout(root)!, { signal: AbortSignal.abort() }), {
      name: 'AbortError',
    })
  })

  it('with names that are no identifiers of objects reads like any other', async () => {
    const environment = exampleEnvironment({
      name: 'constructor',
      version: '1',
      files: { '__proto__/__init__.py': 'x', 'constructor.py': 'y' },
    })
    assert.deepEqual(await environment.said(), [])
    assert.ok(hashed('x').startsWith('sha256='))
  })
})
