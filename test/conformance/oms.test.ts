import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { digestFile } from '../../src/bytes/digests/digest-file.ts'
import { parseStatement } from '../../src/integrity/oms/statement.ts'
import { verifySignature } from '../../src/integrity/oms/verify-signature.ts'
import { parseBundle } from '../../src/integrity/trust/bundle.ts'
import { readTrust } from '../../src/integrity/trust/read-trust.ts'
import type { TrustPolicy } from '../../src/integrity/trust/signer.ts'

// Checkouts of github.com/sigstore/model-transparency and github.com/ossf/model-signing-spec, side by side:
// ASSAY_OMS_VECTORS, or a folder `vectors` beside this repository.
const vectors = process.env['ASSAY_OMS_VECTORS'] ?? join(import.meta.dirname, '../../../vectors')
const reference = join(vectors, 'model-transparency')
const specification = join(vectors, 'model-signing-spec')

const skip = (folder: string): { readonly skip: string | false } => ({
  skip: existsSync(folder) ? false : `there is no ${folder}: see ASSAY_OMS_VECTORS`,
})
const signed = join(reference, 'scripts/tests')
const golden = join(reference, 'tests/_signing/testdata/signing/TestPayload')
const published = join(specification, 'test-vectors/v1.0')

describe('models signed by the reference implementation', skip(signed), () => {
  for (const version of foldersIn(signed).filter((name) => /^v\d/.test(name)))
    it(`of ${version} verify`, async () => {
      const trust = trustFor(version)
      const folder = join(signed, version)
      const name = 'model.sig'
      const root = soleFile(folder) ?? folder
      const { verification, refusals } = await verifySignature({
        root,
        bytes: readFileSync(join(folder, name)),
        source: name,
        ...(root === folder && { within: name }),
        trust,
        digester: (tasks) => Promise.resolve(tasks.map((task) => digestFile(task))),
        now: Date.UTC(2026, 0, 1),
      })
      assert.deepEqual(refusals, [])
      assert.equal(verification.outcome, 'accepted')
    })
})

describe('statements of the reference implementation', skip(golden), () => {
  for (const name of filesIn(golden))
    it(`${name}: its resources make up its digest`, () => {
      assert.ok(parseStatement(readFileSync(join(golden, name))).method)
    })
})

describe('bundles of the specification', skip(published), () => {
  for (const kind of foldersIn(published))
    for (const name of filesIn(join(published, kind)).filter((n) => /\.(?:json|sig)$/.test(n)))
      it(`${kind}/${name} is ${kind === 'valid' ? 'read' : 'refused'}`, () => {
        const read = (): unknown =>
          parseStatement(parseBundle(readFileSync(join(published, kind, name))).envelope.payload)
        if (kind === 'valid') read()
        else assert.throws(read)
      })
})

function foldersIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true }).flatMap((e) => (e.isDirectory() ? [e.name] : []))
}

function filesIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true }).flatMap((e) => (e.isFile() ? [e.name] : []))
}

/** Earlier releases signed one file, and have it beside its signature. */
function soleFile(folder: string): string | undefined {
  const [name, another] = filesIn(folder).filter((n) => n !== 'model.sig')
  return name !== undefined && another === undefined ? join(folder, name) : undefined
}

function trustFor(version: string): TrustPolicy {
  const file = (name: string): { readonly name: string; readonly data: Uint8Array } => ({
    name,
    data: readFileSync(join(signed, 'keys/certificate', name)),
  })
  if (version.endsWith('-elliptic-key')) return readTrust({ keys: [file('signing-key-pub.pem')] })
  if (version.endsWith('-certificate'))
    return readTrust({ roots: [file('ca-cert.pem')], acceptUnprovenTime: true })
  if (version.endsWith('-sigstore'))
    return readTrust({ identity: 'stefanb@us.ibm.com', issuer: 'https://sigstore.verify.ibm.com/oauth2' })
  return assert.fail(`${version}: a kind of signature that is not known here`)
}
