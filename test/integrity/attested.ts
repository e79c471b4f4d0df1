import { createPublicKey, generateKeyPairSync, type KeyPairKeyObjectResult } from 'node:crypto'
import type { AttestationRequest } from '../../src/integrity/attestations/request.ts'
import { verifyAttestation } from '../../src/integrity/attestations/verify.ts'
import { statementBytes } from '../../src/integrity/attestations/write-statement.ts'
import type { DigestedFile } from '../../src/integrity/digested-file.ts'
import { sha256 } from '../../src/model/identity.ts'
import { fakeSigstore, type FakeBundle } from './fake-sigstore.ts'

export const sigstore: ReturnType<typeof fakeSigstore> = fakeSigstore()

export const keys: KeyPairKeyObjectResult = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })

export const WORKFLOW = 'https://github.com/org/repo/.github/workflows/release.yml'

export const TAG: string = `${WORKFLOW}@refs/tags/v1`

export const ISSUER = 'https://issuer.example'

export const AT: number = Date.UTC(2026, 4, 1)

export const who: { readonly identity: string; readonly issuer: string; readonly at: number } = {
  identity: TAG,
  issuer: ISSUER,
  at: AT,
}

export const model: DigestedFile = file('model.gguf', 'weights')

export const wheel: DigestedFile = file('foo-1.0-py3-none-any.whl', 'wheel')

export const allow = { decision: { outcome: 'allow' } }

export function file(path: string, content: string): DigestedFile {
  return { path, aliases: [], size: content.length, digest: sha256(content), others: {} }
}

export function statementOf(
  predicateType: string,
  predicate: unknown,
  files: readonly DigestedFile[],
): Buffer {
  return statementBytes({
    subjects: files.map(({ path, digest }) => ({ name: path, digest })),
    predicateType,
    predicate,
  })
}

export function json(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value))
}

export function pep740({ verificationMaterial, dsseEnvelope }: FakeBundle): unknown {
  return {
    version: 1,
    verification_material: {
      certificate: verificationMaterial.certificate.rawBytes,
      transparency_entries: verificationMaterial.tlogEntries,
    },
    envelope: { statement: dsseEnvelope.payload, signature: dsseEnvelope.signatures[0]!.sig },
  }
}

export function provenance(
  bundle: FakeBundle,
  publisher: unknown,
): {
  readonly version: 1
  readonly attestation_bundles: readonly {
    readonly publisher: unknown
    readonly attestations: readonly unknown[]
  }[]
} {
  return { version: 1, attestation_bundles: [{ publisher, attestations: [pep740(bundle)] }] }
}

export function as(identity: string, issuer: string = ISSUER): Pick<AttestationRequest, 'trust'> {
  return {
    trust: {
      keys: [],
      roots: [],
      identities: [{ identity, issuer }],
      trustedRoot: sigstore.trustedRoot,
      acceptUnprovenTime: false,
    },
  }
}

export function verify(
  bytes: Uint8Array,
  files: readonly DigestedFile[],
  more: Partial<AttestationRequest> = {},
): ReturnType<typeof verifyAttestation> {
  const trust = {
    keys: [createPublicKey(keys.privateKey)],
    roots: [],
    identities: [],
    acceptUnprovenTime: false,
  }
  return verifyAttestation({ bytes, source: 'it.json', files, trust, now: Date.UTC(2026, 10, 26), ...more })
}

export async function codes(
  bytes: Uint8Array,
  files: readonly DigestedFile[],
  more: Partial<AttestationRequest> = {},
): Promise<readonly string[]> {
  const { refusals } = await verify(bytes, files, more)
  return refusals.map(({ code }) => code)
}
