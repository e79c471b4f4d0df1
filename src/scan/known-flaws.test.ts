import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, it } from 'node:test'
import { indexExample } from '../advisories/index-example.ts'
import { openIndex } from '../advisories/read-index.ts'
import { DEFAULT_LIMITS } from '../model/context.ts'
import { scan } from './scan.ts'

const folder = mkdtempSync(join(tmpdir(), 'assay-flaws-'))
after(() => rmSync(folder, { recursive: true }))

it('a scan says what advisories know of the packages in the tree, when there are advisories', async () => {
  writeFileSync(join(folder, 'requirements.txt'), 'harmless==1.0\nhijacked==1.82.7\nold==1.0\n')
  const index = openIndex(
    indexExample([
      { id: 'MAL-1', name: 'hijacked', malicious: true, versions: ['1.82.7'] },
      { id: 'PYSEC-1', name: 'old', below: '2.0', severity: 'high' },
    ]),
  )
  const options = {
    paths: [folder],
    limits: DEFAULT_LIMITS,
    workers: 1,
    cache: undefined,
    signal: new AbortController().signal,
    clock: () => new Date(),
    showCode: false,
  }
  const told = async (more: object): Promise<string[]> =>
    (await scan({ ...options, ...more })).findings
      .filter((f) => /^packages-(?:malicious|vulnerable)$/.test(f.rule))
      .map((f) => `${f.severity} ${f.at.range?.start ?? 0} ${f.message}`)
      .toSorted()
  assert.deepEqual(await told({ advisories: index }), [
    'critical 2 hijacked 1.82.7 is known to be malicious: MAL-1',
    'high 3 old 1.0 is vulnerable: PYSEC-1',
  ])
  assert.deepEqual(await told({}), [])
})
