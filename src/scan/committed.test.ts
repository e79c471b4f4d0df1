import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { discover } from '../sources/discover.ts'
import { committedPointers } from './committed.ts'

describe('pointers of a commit', () => {
  it('are asked for only in a folder in git whose attributes speak of large files', (t) => {
    const root = mkdtempSync(join(tmpdir(), 'assay-committed-'))
    t.after(() => rmSync(root, { recursive: true }))
    assert.equal(committedPointers([root], discover(root)), undefined)
    writeFileSync(join(root, '.gitattributes'), '* text=auto\n')
    assert.equal(committedPointers([root], discover(root)), undefined)
    writeFileSync(join(root, '.gitattributes'), '*.bin filter=lfs\n')
    assert.equal(committedPointers([root], discover(root)), undefined, 'no repository')
    assert.equal(committedPointers([root, root], discover(root)), undefined, 'several roots')
  })
})
