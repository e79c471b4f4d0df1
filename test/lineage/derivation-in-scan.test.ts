import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, beforeEach, describe, it } from 'node:test'
import type { Report } from '../../src/model/report.ts'
import { assay, type Outcome } from '../cli/assay.ts'
import { modelWeights, q8Model, writeOfficial } from './small-model.ts'

const commit = 'c'.repeat(40)
const OFFICIAL = `hub/models--org--tiny/snapshots/${commit}`
const RESULT = 'tree/m.gguf.derivation.json'
const { publicKey, privateKey } = generateKeyPairSync('ed25519')

interface Bom {
  readonly components: readonly {
    readonly name: string
    readonly pedigree?: {
      readonly notes?: string
      readonly ancestors?: readonly { readonly purl?: string }[]
    }
    readonly properties?: readonly { readonly name: string; readonly value: string }[]
  }[]
}

describe('what assay derive found, in a scan and a bill of materials', () => {
  const base = mkdtempSync(join(tmpdir(), 'assay-derived-'))
  const stranger = { XDG_STATE_HOME: join(base, 'stranger') }
  let cwd = ''
  let run = 0
  const model = modelWeights()
  beforeEach(() => {
    cwd = join(base, String(run++))
    mkdirSync(join(cwd, 'tree'), { recursive: true })
    writeOfficial(join(cwd, OFFICIAL), model)
    writeFileSync(join(cwd, 'tree/m.gguf'), q8Model(model))
    writeFileSync(join(cwd, 'key.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }))
    writeFileSync(join(cwd, 'key.pub'), publicKey.export({ type: 'spki', format: 'pem' }))
  })
  after(() => rmSync(base, { recursive: true }))

  const derive = (candidate = 'tree/m.gguf', to = RESULT, from = OFFICIAL): Promise<Outcome> =>
    assay(['derive', candidate, '--from', from, '-o', `json=${to}`], { cwd })
  const declare = (name: string): void =>
    writeFileSync(join(cwd, 'tree/README.md'), `---\nbase_model: ${name}\n---\n# m\n`)

  async function scanned(args: readonly string[] = [], env = {}): Promise<Report> {
    const { stdout, stderr } = await assay(['scan', 'tree', '-f', 'json', ...args], { cwd, env })
    assert.equal(stderr, '')
    return JSON.parse(stdout) as Report
  }

  async function statusOf(args: readonly string[] = [], env = {}): Promise<string | undefined> {
    const { stdout } = await assay(['sbom', 'tree', ...args], { cwd, env })
    const found = (JSON.parse(stdout) as Bom).components.find((c) => c.name === 'm.gguf')
    const status = found?.properties?.find((p) => p.name.endsWith(':derivation:org/tiny:status'))?.value
    if (status !== undefined) {
      assert.deepEqual(
        found?.pedigree?.ancestors?.map((a) => a.purl),
        [`pkg:huggingface/org/tiny@${commit}`],
      )
      assert.match(found?.pedigree?.notes ?? '', new RegExp(`^L3 \\w+ against org/tiny \\(${status}\\)$`))
    }
    return status
  }

  const derivationRules = (report: Report): string[] =>
    report.findings.map((f) => f.rule).filter((rule) => rule.startsWith('tree-derivation'))

  it('names the repository of a snapshot in a cache, and no place on this machine', async () => {
    await derive()
    const text = readFileSync(join(cwd, RESULT), 'utf8')
    assert.ok(text.includes(`"purl": "pkg:huggingface/org/tiny@${commit}"`))
    assert.ok(!text.includes(cwd) && !text.includes('snapshots'))
  })

  it('is verified for who made the result, and a declaration for everybody else', async () => {
    await derive()
    assert.equal(await statusOf(), 'verified')
    assert.equal(await statusOf([], stranger), 'declared')
    assert.deepEqual(derivationRules(await scanned()), [])
  })

  it('is verified for who trusts the signature', async () => {
    await derive('tree/m.gguf', 'result.json')
    await assay(['attest', 'result.json', '--key', 'key.pem', '-o', 'tree/m.att.json'], { cwd })
    assert.equal(await statusOf([], stranger), 'declared')
    assert.equal(await statusOf(['--public-key', 'key.pub'], stranger), 'verified')
    const { publicKey: other } = generateKeyPairSync('ed25519')
    writeFileSync(join(cwd, 'other.pub'), other.export({ type: 'spki', format: 'pem' }))
    assert.equal(await statusOf(['--public-key', 'other.pub'], stranger), 'declared')
  })

  it('is verified by a result that the user names, unless it came along with the model', async () => {
    await derive('tree/m.gguf', 'result.json')
    assert.equal(await statusOf([], stranger), undefined)
    assert.equal(await statusOf(['--derivation', 'result.json'], stranger), 'verified')
    copyFileSync(join(cwd, 'result.json'), join(cwd, RESULT))
    assert.equal(await statusOf(['--derivation', RESULT], stranger), 'declared')
    const { code, stderr } = await assay(['scan', 'tree', '--derivation', 'key.pub'], { cwd })
    assert.equal(code, 2)
    assert.match(stderr, /no result of assay derive/)
  })

  it('says nothing of other bytes, and that it is about others', async () => {
    await derive()
    appendFileSync(join(cwd, 'tree/m.gguf'), Buffer.alloc(32))
    assert.equal(await statusOf(), undefined)
    assert.deepEqual(derivationRules(await scanned()), ['tree-derivation-other-bytes'])
  })

  it('contradicts a declared base, certainly or as a hint', async () => {
    declare('other/model')
    await derive()
    const find = async (env = {}): Promise<unknown> => {
      const { findings } = await scanned([], env)
      const found = findings.find((f) => f.rule === 'tree-derivation-contradicted')
      return found && [found.at.path, found.severity, found.confidence]
    }
    assert.deepEqual(await find(), ['m.gguf', 'high', 'certain'])
    assert.deepEqual(await find(stranger), ['m.gguf', 'medium', 'tentative'])
    declare('Org/Tiny')
    assert.equal(await find(), undefined)
  })

  it('contradicts a declared base to which the weights are unrelated', async () => {
    declare('org/tiny')
    writeFileSync(join(cwd, 'tree/m.gguf'), q8Model(modelWeights(2)))
    assert.equal((await derive()).code, 1)
    const { findings } = await scanned()
    const found = findings.find((f) => f.rule.startsWith('tree-derivation'))
    assert.equal(found?.rule, 'tree-derivation-contradicted')
    assert.match(
      found?.message ?? '',
      /^declares org\/tiny as its base, and its weights are unrelated to those$/,
    )
  })

  it('writes the statement that assay attest makes of the document', async () => {
    const outputs = ['-o', 'json=r.json', '-o', 'statement=s.json']
    await assay(['derive', 'tree/m.gguf', '--from', OFFICIAL, ...outputs], { cwd })
    const { stdout } = await assay(['attest', 'r.json'], { cwd })
    const predicate = (text: string): unknown => {
      const { result: _, ...rest } = (JSON.parse(text) as { predicate: Record<string, unknown> }).predicate
      return rest
    }
    assert.deepEqual(predicate(readFileSync(join(cwd, 's.json'), 'utf8')), predicate(stdout))
  })
})
