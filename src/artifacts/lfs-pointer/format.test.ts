import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { inspectExample } from '../../scan/inspect-example.ts'

const oid = 'a'.repeat(64)

describe('git LFS pointers', () => {
  it('are recorded as pointers and are a gap, whatever their name', async () => {
    const bytes = Buffer.from(`version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize 4096\n`)
    const { artifacts, gaps, records, drafts } = await inspectExample({ path: 'model.safetensors', bytes })
    assert.equal(artifacts[0]?.format, 'lfs-pointer')
    assert.deepEqual(records[0]?.record, { kind: 'lfs-pointer', oid: `sha256:${oid}`, size: 4096 })
    assert.equal(gaps[0]?.reason, 'offline')
    assert.deepEqual(drafts, [])
  })

  it('without object id are malformed', async () => {
    const bytes = Buffer.from('version https://git-lfs.github.com/spec/v1\nsize 4096\n')
    assert.equal((await inspectExample({ path: 'w.bin', bytes })).gaps[0]?.reason, 'malformed')
  })
})
