import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { signedBundle } from '../../../src/integrity/attestations/signed-bundle.ts'
import { IN_TOTO_PAYLOAD } from '../../../src/integrity/dsse/envelope.ts'
import { envelopeJson } from '../../../src/integrity/dsse/codec.ts'
import { signEnvelope } from '../../../src/integrity/dsse/sign.ts'
import { lockText } from '../../../src/integrity/lock/canonical.ts'
import { signLock } from '../../../src/integrity/lock/signature.ts'
import { keptFile, LOCK, PRIVATE_KEY, PUBLIC_KEY, STATEMENT } from './known.ts'
import { listingSeeds } from './listing-seeds.ts'
import { signedModel } from './model-folder.ts'
import { LOG_LINES, MEMORY_LINES } from './state-seeds.ts'
import type { ProofTarget } from './try-proof.ts'
import type { Seed } from '../seeds.ts'

/** What the readers of proofs are tried on: the first folder of the path says which of them. */
export function proofSeeds(): Seed[] {
  return Object.entries(contents()).flatMap(([target, files]) =>
    Object.entries(files).map(([name, content]) => ({
      kind: 'proof' as const,
      path: `${target}/${name}`,
      bytes: Buffer.from(content),
    })),
  )
}

type Files = Readonly<Record<string, string | Uint8Array>>

function contents(): Readonly<Record<ProofTarget, Files>> {
  const envelope = JSON.stringify(envelopeJson(signEnvelope(IN_TOTO_PAYLOAD, STATEMENT, PRIVATE_KEY)))
  const bundle = signedBundle(STATEMENT, { kind: 'key', key: PRIVATE_KEY })
  const identity = keptFile('identity-bundle.json').toString()
  const chain = keptFile('chain-bundle.json').toString()
  const bundles = {
    'key.json': bundle,
    'identity.json': identity,
    'chain.json': chain,
    'model.json': signedBundle(signedModel().payload, { kind: 'key', key: PRIVATE_KEY }),
  }
  return {
    listing: listingSeeds(),
    'hub-answer': { 'tree.json': HUB_TREE, 'repository.json': HUB_REPOSITORY },
    lock: { 'assay.lock': lockText(LOCK) },
    'lock-signature': { 'assay.lock.sig': signLock(Buffer.from(lockText(LOCK)), PRIVATE_KEY) },
    'lock-memory': { [LOCK.id]: `${MEMORY_LINES.join('\n')}\n` },
    'load-log': { 'loads.jsonl': `${LOG_LINES.join('\n')}\n` },
    envelope: { 'envelope.json': envelope },
    bundle: bundles,
    'trusted-root': { 'root.json': keptFile('trusted-root.json') },
    'model-statement': {
      'statement.json': signedModel().payload,
      'shards.json': signedModel().payload.toString().replace('"files"', '"shards"'),
      'legacy.json': LEGACY,
    },
    statement: { 'scan.json': STATEMENT, ...shownStatements() },
    attestation: {
      'lines.jsonl': `${envelope}\n${bundle}${identity}\n`,
      'npm.json': JSON.stringify({
        attestations: [{ predicateType: 'x', bundle: JSON.parse(identity) as unknown }],
      }),
      'index.json': pep740(identity),
      'statement.json': STATEMENT,
      ...bundles,
    },
    pem: {
      'leaf.pem': keptFile('leaf.pem'),
      'chain.pem': Buffer.concat(['leaf.pem', 'between.pem', 'root.pem'].map(keptFile)),
      'key.pem': PUBLIC_KEY.export({ type: 'spki', format: 'pem' }),
    },
    der: { 'leaf.der': derOf('leaf.pem'), 'between.der': derOf('between.pem') },
    'strict-json': { 'any.json': STRICT, 'lock.json': lockText(LOCK) },
  }
}

/** What the page on attestations shows, each of another kind. */
function shownStatements(): Files {
  const page = readFileSync(join(import.meta.dirname, '../../../docs/attestations.md'), 'utf8')
  const shown = [...page.matchAll(/```json\n([^]*?)```/g)].map(([, text = '']) => text)
  return Object.fromEntries(shown.map((text, n) => [`shown-${n}.json`, text]))
}

/** Provenance as an index of Python packages publishes it. */
function pep740(identity: string): string {
  const { verificationMaterial, dsseEnvelope } = JSON.parse(identity) as {
    verificationMaterial: { certificate: { rawBytes: string }; tlogEntries: readonly unknown[] }
    dsseEnvelope: { payload: string; signatures: readonly { sig: string }[] }
  }
  const attestation = {
    version: 1,
    verification_material: {
      certificate: verificationMaterial.certificate.rawBytes,
      transparency_entries: verificationMaterial.tlogEntries,
    },
    envelope: { statement: dsseEnvelope.payload, signature: dsseEnvelope.signatures[0]!.sig },
  }
  const publisher = { kind: 'GitHub', repository: 'org/repo', workflow: 'release.yml' }
  return JSON.stringify({ version: 1, attestation_bundles: [{ publisher, attestations: [attestation] }] })
}

function derOf(name: string): Buffer {
  return Buffer.from(
    keptFile(name)
      .toString()
      .replaceAll(/-----[^-]+-----|\s/g, ''),
    'base64',
  )
}

const LEGACY = JSON.stringify({
  _type: 'https://in-toto.io/Statement/v1',
  subject: [{ name: 'config.json', digest: { sha256: '44'.repeat(32) } }],
  predicateType: 'https://model_signing/Digests/v0.1',
  predicate: {},
})

const HUB_TREE = JSON.stringify([
  { type: 'directory', path: 'onnx', oid: '1'.repeat(40), size: 0 },
  { type: 'file', path: 'config.json', oid: '2'.repeat(40), size: 12 },
  {
    type: 'file',
    path: 'model.safetensors',
    oid: '3'.repeat(40),
    size: 7,
    lfs: { oid: 'a1'.repeat(32), size: 7, pointerSize: 134 },
  },
])

const HUB_REPOSITORY = JSON.stringify({
  id: 'org/name',
  sha: '4'.repeat(40),
  siblings: [
    { rfilename: 'README.md', blobId: '5'.repeat(40), size: 3 },
    {
      rfilename: 'model.gguf',
      blobId: '6'.repeat(40),
      size: 9,
      lfs: { sha256: 'b2'.repeat(32), size: 9, pointerSize: 134 },
    },
  ],
})

const STRICT =
  '{"a":[1,-0.5e+3,true,null,"\\u00e9\\ud83d\\ude00\\n"],"":{},"__proto__":{"x":[[],{}]},"n":12345678901234567890}'
