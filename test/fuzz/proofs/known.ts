import { createHash, createPrivateKey, createPublicKey, X509Certificate, type KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { SCAN } from '../../../src/integrity/attestations/predicate-types.ts'
import { statementBytes } from '../../../src/integrity/attestations/write-statement.ts'
import type { DigestedFile } from '../../../src/integrity/digested-file.ts'
import { sealed } from '../../../src/integrity/lock/canonical.ts'
import { LOCK_SCHEMA, type Lock } from '../../../src/integrity/lock/lock.ts'
import type { TrustPolicy } from '../../../src/integrity/trust/signer.ts'
import { sha256 } from '../../../src/model/identity.ts'

// What has been signed, and by whom: the same bytes in every run, so that an input that was kept means the same later.

/** Ed25519 signs without chance: the key is the digest of a name, before it the head of PKCS 8. */
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex')

export const PRIVATE_KEY: KeyObject = createPrivateKey({
  key: Buffer.concat([PKCS8_ED25519, createHash('sha256').update('a key of nobody').digest()]),
  format: 'der',
  type: 'pkcs8',
})
export const PUBLIC_KEY: KeyObject = createPublicKey(PRIVATE_KEY)

export const FILE: DigestedFile = { path: 'a', aliases: [], size: 1, digest: sha256('a'), others: {} }

export const STATEMENT: Buffer = Buffer.from(
  statementBytes({
    subjects: [{ name: 'a', digest: FILE.digest }],
    predicateType: SCAN,
    predicate: { decision: { outcome: 'allow' } },
  }),
)

/** What has no key that could be made anew: certificates, and a bundle that a log has seen. */
export function keptFile(name: string): Buffer {
  return readFileSync(join(import.meta.dirname, 'kept', name))
}

const certificate = (name: string): X509Certificate => new X509Certificate(keptFile(name))

export const NOW: number = Date.UTC(2026, 10, 26)

/** Trusts all who have signed something here. */
export function trustsAll(): TrustPolicy {
  return {
    keys: [PUBLIC_KEY],
    roots: [certificate('root.pem')],
    identities: [
      {
        identity: 'https://github.com/org/repo/.github/workflows/release.yml@refs/tags/v1',
        issuer: 'https://issuer.example',
      },
    ],
    trustedRoot: keptFile('trusted-root.json').toString(),
    acceptUnprovenTime: true,
  }
}

export const TRUSTS_NOBODY: TrustPolicy = { keys: [], roots: [], identities: [], acceptUnprovenTime: false }

export const LOCK: Lock = sealed({
  schema: LOCK_SCHEMA,
  id: '0123456789abcdef0123456789abcdef',
  generation: 7,
  roots: ['models', '$HF_HUB_CACHE/models--org--name'],
  artifacts: [
    {
      path: 'models/model.safetensors',
      purl: 'pkg:huggingface/org/model@main' as const,
      revision: 'main',
      size: 12,
      sha256: sha256('weights'),
      authority: {
        kind: 'sha256sums-file',
        source: 'SHA256SUMS',
        signer: 'key sha256:00',
        says: sha256('weights'),
      },
      verdict: 'verified',
      date: '2026-01-31',
    },
    {
      path: '$HF_HUB_CACHE/models--org--name/snapshots/1/config.json',
      size: 2,
      sha256: sha256('{}'),
      link: '../../blobs/2',
      verdict: 'unpublished',
      date: '2026-01-31',
    },
  ],
})
