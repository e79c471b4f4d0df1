import { X509Certificate } from 'node:crypto'
import { certificateFacts } from '../../../src/integrity/trust/certificate-facts.ts'
import { certificatePath } from '../../../src/integrity/trust/certificate-path.ts'
import { derElements, derSequence, oidText } from '../../../src/integrity/trust/der.ts'
import { readCertificates, readPrivateKey, readPublicKey } from '../../../src/integrity/trust/read-trust.ts'
import { expected } from '../expected.ts'
import { keptFile } from './known.ts'
import type { Target } from './target.ts'

const known = (name: string): X509Certificate => new X509Certificate(keptFile(name))
const ROOT = known('root.pem')
const BETWEEN = known('between.pem')
const SIGNED = new Set(['root.pem', 'between.pem', 'leaf.pem'].map((name) => signedPart(known(name))))

/** Keys and certificates that the user names. */
export const pem: Target = async (data) => {
  const file = { name: 'key.pem', data }
  await expected(() => readPublicKey(file))
  await expected(() => readPrivateKey(file))
  await expected(() => readPrivateKey(file, 'password'))
  for (const certificate of (await expected(() => readCertificates(file))) ?? []) {
    const defect = await climbed(certificate)
    if (defect !== undefined) return defect
  }
  return undefined
}

export const der: Target = async (data) => {
  await expected(() => derSequence(data))
  for (const element of (await expected(() => derElements(data))) ?? [])
    await expected(() => [oidText({ ...element, tag: 6 }), derElements(element.content)])
  const certificate = read(data)
  return certificate && climbed(certificate)
}

/** A certificate counts only where what its issuer has signed was not changed. */
async function climbed(certificate: X509Certificate): Promise<string | undefined> {
  const facts = await expected(() => certificateFacts(certificate))
  const found = await expected(() => certificatePath(certificate, [BETWEEN], [ROOT]))
  if (found?.outcome !== 'found') return undefined
  if (!facts) return 'counts, and cannot be read'
  return SIGNED.has(signedPart(certificate)) ? undefined : 'counts, and was changed after it was issued'
}

function signedPart({ raw }: X509Certificate): string {
  return Buffer.from(derSequence(raw)[0]!.content).toString('base64')
}

function read(data: Uint8Array): X509Certificate | undefined {
  try {
    const certificate = new X509Certificate(data)
    return certificate.publicKey ? certificate : undefined
  } catch {
    return undefined
  }
}
