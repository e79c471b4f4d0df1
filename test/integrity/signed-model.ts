import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { digestFile, type DigestTask } from '../../src/bytes/digests/digest-file.ts'
import { signedBundle } from '../../src/integrity/attestations/signed-bundle.ts'
import { modelStatement } from '../../src/integrity/oms/sign-model.ts'
import { verifySignature, type SignatureResult } from '../../src/integrity/oms/verify-signature.ts'
import type { TrustPolicy } from '../../src/integrity/trust/signer.ts'

export const digester = (tasks: readonly DigestTask[]): Promise<ReturnType<typeof digestFile>[]> =>
  Promise.resolve(tasks.map((task) => digestFile(task)))
/** Whom one trusts who trusts nobody. */
export const NOBODY: TrustPolicy = { keys: [], roots: [], identities: [], acceptUnprovenTime: false }

export function pair(curve: string = 'prime256v1'): {
  readonly privateKey: KeyObject
  readonly publicKey: KeyObject
} {
  return generateKeyPairSync('ec', { namedCurve: curve })
}

/** A folder like that of a model, for one test. */
export function folder(t: TestContext): string {
  const path = mkdtempSync(join(tmpdir(), 'assay-oms-'))
  t.after(() => rmSync(path, { recursive: true }))
  mkdirSync(join(path, 'a'))
  mkdirSync(join(path, '.git'))
  for (const [name, text] of Object.entries({
    'config.json': '{}',
    'model.safetensors': 'weights',
    'a-b': '1',
    'a/x': '2',
    'modeling.py': 'print()',
    '.git/HEAD': 'ref',
  }))
    writeFileSync(join(path, name), text)
  return path
}

export interface SignedModel {
  readonly root: string
  readonly bundle: string
  readonly trust: TrustPolicy
}

export async function signed(
  t: TestContext,
  ignored: readonly string[] = [],
  curve?: string,
): Promise<SignedModel> {
  const root = folder(t)
  const { privateKey, publicKey } = pair(curve)
  const { payload } = await modelStatement({ root, ignored: [...ignored, 'model.sig'], digester })
  const bundle = signedBundle(payload, { kind: 'key', key: privateKey })
  writeFileSync(join(root, 'model.sig'), bundle)
  return { root, bundle, trust: { ...NOBODY, keys: [publicKey] } }
}

export function verify(
  { root, bundle, trust }: SignedModel,
  now: number = Date.now(),
): Promise<SignatureResult> {
  return verifySignature({
    root,
    bytes: Buffer.from(bundle),
    source: 'model.sig',
    within: 'model.sig',
    trust,
    digester,
    now,
  })
}

export function codes({ refusals }: SignatureResult): readonly string[] {
  return refusals.map(({ code, path }) => `${code} ${path}`)
}
