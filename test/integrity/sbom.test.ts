import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, it } from 'node:test'
import type { Inventory } from '../../src/inventory/inventory.ts'
import type { ChecksumCheck } from '../../src/model/checksum.ts'
import type { BomForm } from '../../src/sbom/forms.ts'
import { readDocument } from '../../src/sbom/read-document.ts'
import { recordsOf } from '../../src/sbom/score/record.ts'
import { validateCycloneDx } from '../../src/sbom/cyclonedx/validate.ts'
import { validateSpdx } from '../../src/sbom/spdx/validate.ts'
import { assay, folderOf } from '../cli/assay.ts'
import { cleanSafetensors } from '../cli/model-files.ts'

const FORMS: readonly BomForm[] = ['cyclonedx', 'spdx']
const config = '{"architectures":["BertModel"],"model_type":"bert"}\n'
const model = { 'm/model.safetensors': cleanSafetensors, 'm/config.json': config }

function hex(algorithm: string, data: string | Uint8Array): string {
  return createHash(algorithm).update(data).digest('hex')
}

const sums = `${hex('sha256', cleanSafetensors)}  model.safetensors\n${hex('sha256', config)}  config.json\n`

/** Writes a file that is not in the folder that is examined. */
function outside(root: string, name: string, text: string): string {
  const path = join(root, '../elsewhere', name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
  return path
}

/** Other bytes, the same size, the time set back. */
function tamper(path: string): void {
  const data = readFileSync(path)
  const { atime, mtime } = statSync(path)
  data[data.length - 1]! ^= 1
  writeFileSync(path, data)
  utimesSync(path, atime, mtime)
}

/** The bill of materials in a form, valid and read back. */
async function inventoryIn(root: string, form: BomForm, path = '.'): Promise<Inventory> {
  const { stdout, stderr } = await assay(['sbom', path, '--format', form], { cwd: root })
  assert.notEqual(stdout, '', stderr)
  const document: unknown = JSON.parse(stdout)
  const problems = form === 'spdx' ? await validateSpdx(document) : validateCycloneDx(document)
  assert.deepEqual(problems, [], form)
  return (await readDocument(stdout, form)).inventory
}

async function checks(root: string, path = '.'): Promise<readonly ChecksumCheck[]> {
  const [first, ...others] = await Promise.all(FORMS.map((form) => inventoryIn(root, form, path)))
  for (const other of others) assert.deepEqual(other.checks, first!.checks)
  return first!.checks
}

async function verdicts(root: string, path = '.'): Promise<Readonly<Record<string, string>>> {
  return Object.fromEntries((await checks(root, path)).map((c) => [c.path, c.verdict]))
}

interface Found {
  readonly rule: string
  readonly severity: string
  readonly at: { readonly path: string }
  readonly message: string
  readonly remedy: string
  readonly evidence: readonly { readonly at: { readonly path: string }; readonly says: string }[]
}

async function mismatches(
  root: string,
  path = '.',
): Promise<{ code: number | null; findings: Found[]; notes: string[] }> {
  const { stdout, code } = await assay(['scan', path, '--format', 'json'], { cwd: root })
  const { findings, notes } = JSON.parse(stdout) as { findings: Found[]; notes: string[] }
  return { code, findings: findings.filter((f) => f.rule === 'tree-digest-mismatch'), notes }
}

describe('a model that was locked on the word of somebody else', () => {
  it('is verified in the bill of materials until a byte changes', async () => {
    using folder = folderOf(model)
    const { root } = folder
    const list = outside(root, 'SHA256SUMS', sums)
    const locked = await assay(['lock', 'm', '--against', list], { cwd: root })
    assert.equal(locked.code, 0, locked.stderr)

    const before = await checks(root)
    assert.deepEqual(
      before.map((c) => [c.path, c.verdict]),
      [
        ['m/config.json', 'verified'],
        ['m/model.safetensors', 'verified'],
      ],
    )
    assert.match(
      before[0]!.authority,
      /^sha256sums-file .*SHA256SUMS, \d{4}-\d\d-\d\d \(assay-lock assay\.lock\)$/,
    )
    const inventory = await inventoryIn(root, 'cyclonedx')
    const item = inventory.items.find((i) => i.kind === 'model')!
    const answer = recordsOf(inventory)(item).find((r) => r.name === 'checksum-verdict')
    assert.equal(answer?.status, 'verified')
    assert.deepEqual(await mismatches(root), { code: 0, findings: [], notes: [] })
    await assay(['sbom', '-o', 'cyclonedx=../before.json'], { cwd: root })

    tamper(join(root, 'm/model.safetensors'))
    assert.deepEqual(await verdicts(root), { 'm/config.json': 'verified', 'm/model.safetensors': 'mismatch' })
    const { code, findings } = await mismatches(root)
    assert.equal(code, 1)
    assert.deepEqual(
      findings.map((f) => [f.severity, f.at.path]),
      [['high', 'm/model.safetensors']],
    )
    assert.match(findings[0]!.message, /^is not what was locked: sha256 /)

    await assay(['sbom', '-o', 'cyclonedx=../after.json'], { cwd: root })
    const diff = await assay(['sbom', 'diff', '../before.json', '../after.json', '--fail-on', 'security'], {
      cwd: root,
    })
    assert.equal(diff.code, 1)
    assert.match(diff.stdout, /checksum does not match any more/)
  })

  it('counts where only a part of it is looked at, and as a single file', async () => {
    using folder = folderOf(model)
    const { root } = folder
    await assay(['lock', 'm', '--against', outside(root, 'SHA256SUMS', sums)], { cwd: root })
    assert.equal((await verdicts(root, 'm'))['model.safetensors'], 'verified')
    tamper(join(root, 'm/model.safetensors'))
    for (const path of ['m', 'm/model.safetensors'])
      assert.equal((await mismatches(root, path)).findings.length, 1, path)
  })

  it('says of files that came later that nobody has published them', async () => {
    using folder = folderOf(model)
    const { root } = folder
    await assay(['lock', 'm', '--against', outside(root, 'SHA256SUMS', sums)], { cwd: root })
    writeFileSync(join(root, 'm/adapter_config.json'), '{"peft_type":"LORA"}\n')
    assert.equal((await verdicts(root))['m/adapter_config.json'], 'unpublished')
  })

  it('has no lock once the lock was edited, and the report says why', async () => {
    using folder = folderOf(model)
    const { root } = folder
    await assay(['lock', 'm', '--against', outside(root, 'SHA256SUMS', sums)], { cwd: root })
    const file = join(root, 'assay.lock')
    tamper(join(root, 'm/model.safetensors'))
    const forged = hex('sha256', readFileSync(join(root, 'm/model.safetensors')))
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll(hex('sha256', cleanSafetensors), forged))
    assert.deepEqual(await verdicts(root), {})
    const { notes } = await mismatches(root)
    assert.ok(
      notes.some((n) => /^assay\.lock is not in force: .*\(lock-edited\)$/.test(n)),
      notes.join('\n'),
    )
  })
})

describe('a lock that a download brings along', () => {
  it('vouches for nobody, and is still held against the bytes', async () => {
    using folder = folderOf(model)
    const { root } = folder
    await assay(['lock', 'm', '--against', outside(root, 'SHA256SUMS', sums)], { cwd: root })
    using team = folderOf({})
    const download = join(team.root, 'download')
    for (const name of ['assay.lock', 'm/model.safetensors', 'm/config.json']) {
      mkdirSync(dirname(join(download, name)), { recursive: true })
      writeFileSync(join(download, name), readFileSync(join(root, name)))
    }
    assert.deepEqual(new Set(Object.values(await verdicts(team.root, 'download'))), new Set(['consistent']))
    tamper(join(download, 'm/model.safetensors'))
    assert.deepEqual(
      (await mismatches(team.root, 'download')).findings.map((f) => f.severity),
      ['high'],
    )
  })
})

describe('lists of checksums in the tree', () => {
  it('make their files consistent, and contradictions findings by what the file is', async () => {
    using folder = folderOf({
      ...model,
      'm/README.md': '# Old\n',
      'm/SHA256SUMS': `${sums}${hex('sha256', '# Old\n')}  README.md\n`,
    })
    const { root } = folder
    assert.deepEqual(new Set(Object.values(await verdicts(root))), new Set(['consistent']))
    writeFileSync(join(root, 'm/README.md'), '# New\n')
    const stale = await mismatches(root)
    assert.deepEqual([stale.code, ...stale.findings.map((f) => f.severity)], [0, 'low'])

    tamper(join(root, 'm/model.safetensors'))
    const { code, findings } = await mismatches(root)
    assert.equal(code, 1)
    assert.deepEqual(
      findings.map((f) => `${f.severity} ${f.at.path}`),
      ['high m/model.safetensors', 'low m/README.md'],
    )
    const weights = findings.find((f) => f.severity === 'high')
    assert.match(weights!.message, /^is not what SHA256SUMS says: /)
    assert.deepEqual(weights!.evidence[0]!.at, {
      path: 'm/SHA256SUMS',
      range: { unit: 'line', start: 1, end: 1 },
    })
  })

  it('are compared in any algorithm, and their digests stand in the documents', async () => {
    const digest = hex('sha512', cleanSafetensors)
    using folder = folderOf({
      ...model,
      'm/SHA512SUMS': `${digest}  model.safetensors\n`,
      'm/MD5SUMS': `${hex('md5', config)}  config.json\n`,
    })
    const { root } = folder
    // Anybody can make two files with one MD5: that it agrees says nothing.
    assert.deepEqual(await verdicts(root), {
      'm/config.json': 'unchecked',
      'm/model.safetensors': 'consistent',
    })
    for (const form of FORMS) {
      const { stdout, stderr } = await assay(['sbom', '--format', form], { cwd: root })
      assert.ok(
        stdout.includes(form === 'spdx' ? `"hashValue": "${digest}"` : `"content": "${digest}"`),
        `${form} ${stderr}`,
      )
    }
    tamper(join(root, 'm/model.safetensors'))
    assert.deepEqual(
      (await mismatches(root)).findings.map((f) => [f.severity, f.message.split(': ')[0]]),
      [['high', 'is not what SHA512SUMS says']],
    )
  })

  it('in a card are to be looked at, no more: cards grow old', async () => {
    const card = `# Tiny\n\n| File | SHA256 |\n|---|---|\n| model.safetensors | \`${hex('sha256', 'earlier')}\` |\n`
    using folder = folderOf({ ...model, 'm/README.md': card })
    const { code, findings } = await mismatches(folder.root)
    assert.deepEqual([code, ...findings.map((f) => f.severity)], [0, 'medium'])
  })
})
