import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Inventory } from '../inventory/inventory.ts'
import type { Attribute } from '../model/attribute.ts'
import type { InventoryItem } from '../model/component.ts'
import { diffInventories } from './diff/diff.ts'
import { diffMarkdown } from './diff/markdown.ts'
import { diffTable } from './diff/table.ts'
import { firstBom, type Making } from './make.ts'
import { mergeBoms } from './merge.ts'
import { nextBom } from './update.ts'

const making: Making = { now: new Date('2026-05-01T00:00:00Z'), tool: { name: 'assay', version: '1' } }
const evidence = { at: { path: 'file' }, says: 'names it' }

function attribute(name: Attribute['name'], value: string, more: Partial<Attribute> = {}): Attribute {
  return { name, value, status: 'declared', evidence, ...more }
}

function item(kind: InventoryItem['kind'], name: string, more: Partial<InventoryItem> = {}): InventoryItem {
  const id = `${kind}:${name}`
  return {
    id,
    kind,
    name,
    identity: {},
    artifacts: [],
    evidence: [evidence],
    attributes: [],
    distributions: [],
    ...more,
  }
}

function inventory(
  items: readonly InventoryItem[],
  digests: Readonly<Record<string, string>> = {},
): Inventory {
  return {
    system: { name: 'system', attributes: [] },
    items,
    relations: [],
    artifacts: Object.entries(digests).map(([path, hex]) => ({
      path,
      size: 1,
      format: 'safetensors',
      digest: `sha256:${hex}`,
    })),
    checks: [],
    gaps: [],
  }
}

const pkg = (version: string, hash: string): InventoryItem =>
  item('package', 'torch', {
    id: `pkg:pypi/torch@${version}`,
    version,
    identity: { purl: `pkg:pypi/torch@${version}` },
    distributions: [{ filename: 'torch.whl', hashes: [{ algorithm: 'sha256', value: hash }] }],
  })

describe('a series of bills of materials', () => {
  it('has one serial number, worked out from what it is of', () => {
    const first = firstBom(inventory([pkg('1', 'a')]), making)
    assert.match(
      first.serial,
      /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    )
    assert.equal(firstBom(inventory([pkg('1', 'a')]), making).serial, first.serial)
    assert.notEqual(firstBom(inventory([pkg('2', 'a')]), making).serial, first.serial)
  })

  it('goes on only when something changed, and says which kind of thing', () => {
    const before = inventory(
      [pkg('1', 'a'), item('plugin', 'files'), item('model', 'm', { artifacts: ['m'] })],
      { m: 'aa' },
    )
    const previous = { bom: firstBom(before, making), digest: 'd'.repeat(64) }
    assert.deepEqual(nextBom(previous, before, making), { changed: false })
    const triggers = (after: Inventory): unknown => {
      const next = nextBom(previous, after, making)
      assert.ok(next.changed)
      assert.equal(next.bom.serial, previous.bom.serial)
      assert.equal(next.bom.version, 2)
      assert.equal(next.bom.update?.previousDigest, previous.digest)
      return next.bom.update.triggers
    }
    const [torch, files, model] = before.items as [InventoryItem, InventoryItem, InventoryItem]
    assert.deepEqual(triggers({ ...before, items: [pkg('2', 'b'), files, model] }), ['dependency'])
    assert.deepEqual(triggers({ ...before, items: [torch, model] }), ['plugin'])
    assert.deepEqual(triggers(inventory([torch, files, model], { m: 'bb' })), ['model'])
    assert.deepEqual(triggers(inventory([pkg('2', 'b'), files, model], { m: 'bb' })), ['dependency', 'model'])
  })

  it('takes no fresh checkout for a change', () => {
    const dated = (date: string): Inventory =>
      inventory([
        item('plugin', 'files', { attributes: [attribute('integrated-at', date, { basis: 'file-mtime' })] }),
      ])
    const previous = { bom: firstBom(dated('2026-01-01T00:00:00Z'), making), digest: '' }
    assert.deepEqual(nextBom(previous, dated('2026-04-01T00:00:00Z'), making), { changed: false })
    const more = { ...dated('2026-04-01T00:00:00Z') }
    const next = nextBom(previous, { ...more, items: [...more.items, item('plugin', 'mail')] }, making)
    assert.ok(next.changed)
    assert.equal(next.bom.inventory.items[0]!.attributes[0]!.value, '2026-01-01T00:00:00Z')
  })
})

describe('diff', () => {
  const security = (a: InventoryItem[], b: InventoryItem[], x = {}, y = {}): string[] =>
    diffInventories(inventory(a, x), inventory(b, y)).changes.flatMap((c) => c.security)

  it('sees one thing in two versions, and bytes that change under one', () => {
    const { changes } = diffInventories(inventory([pkg('1', 'a')]), inventory([pkg('2', 'b')]))
    assert.deepEqual(
      changes.map((c) => [c.change, c.name, c.security]),
      [['changed', 'torch', []]],
    )
    assert.match(security([pkg('1', 'a')], [pkg('1', 'b')]).join(), /hashes of its distributions changed/)
    const model = item('model', 'm', { artifacts: ['m'] })
    assert.match(security([model], [model], { m: 'aa' }, { m: 'bb' }).join(), /bytes of m changed/)
  })

  it('sees permissions, addresses and aliases', () => {
    const plugin = (...attributes: Attribute[]): InventoryItem => item('plugin', 'files', { attributes })
    assert.match(
      security([plugin()], [plugin(attribute('permission', 'fs:write:/'))]).join(),
      /is granted fs:write:\//,
    )
    assert.match(
      security(
        [plugin(attribute('endpoint', 'https://a.example'))],
        [plugin(attribute('endpoint', 'https://b.example'))],
      ).join(),
      /talks to another address/,
    )
    const api = (pinned: string): InventoryItem =>
      item('model', 'gpt', { attributes: [attribute('pinned', pinned)] })
    assert.match(security([], [api('false')]).join(), /alias/)
    assert.deepEqual(security([plugin()], []), [])
  })

  it('writes scanned text so that it stays text', () => {
    const evil = item('plugin', 'a|b`c\n# <img src=x>\u001b[31m')
    const diff = diffInventories(inventory([]), inventory([evil]))
    assert.ok(!diffTable(diff, { verbose: true }).includes('\u001b'))
    const markdown = diffMarkdown(diff)
    assert.ok(!/^# /m.test(markdown))
    assert.ok(!markdown.includes('\u001b'))
  })
})

describe('merge', () => {
  it('makes one of what is one, and keeps apart what only has one path', () => {
    const a = firstBom(
      inventory([pkg('1', 'a'), item('model', 'm', { artifacts: ['m'] })], { m: 'aa' }),
      making,
    )
    const other = inventory([pkg('1', 'a'), item('model', 'm', { artifacts: ['m'] })], { m: 'bb' })
    const b = firstBom({ ...other, system: { name: 'second', attributes: [] } }, making)
    const { inventory: merged } = mergeBoms([a, b], { ...making, name: 'product' })
    assert.equal(merged.system.name, 'product')
    assert.deepEqual(
      merged.items.map((i) => [i.id, i.artifacts]),
      [
        ['pkg:pypi/torch@1', []],
        ['second/model:m', ['second/m']],
        ['system/model:m', ['system/m']],
      ],
    )
    assert.equal(mergeBoms([a, a], making).inventory.items.length, 2)
  })
})
