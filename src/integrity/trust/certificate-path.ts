import type { X509Certificate } from 'node:crypto'
import { keyScheme } from '../dsse/signature.ts'
import { certificateFacts, CODE_SIGNING } from './certificate-facts.ts'

/** RSA, RSA-PSS and ECDSA with SHA-2, Ed25519. */
const SIGNATURE_ALGORITHMS = new Set([
  '1.2.840.113549.1.1.10',
  '1.2.840.113549.1.1.11',
  '1.2.840.113549.1.1.12',
  '1.2.840.113549.1.1.13',
  '1.2.840.10045.4.3.2',
  '1.2.840.10045.4.3.3',
  '1.2.840.10045.4.3.4',
  '1.3.101.112',
])
const ANY_PURPOSE = '2.5.29.37.0'
/** Signatures of certificates that are checked at most: cross-signed ones could make the search long. */
const MAX_CHECKS = 128

/** Leaf first, what is trusted last; or why there is none. */
export type CertificatePath =
  | { readonly outcome: 'found'; readonly path: readonly X509Certificate[] }
  | { readonly outcome: 'none'; readonly why: string }

/** The way from the leaf up to a certificate that is trusted, every step of it allowed and signed. Throws `ReadError`. */
export function certificatePath(
  leaf: X509Certificate,
  between: readonly X509Certificate[],
  roots: readonly X509Certificate[],
): CertificatePath {
  const wrongUse = leafMisuse(leaf)
  if (wrongUse) return { outcome: 'none', why: wrongUse }
  if (roots.some((root) => root.raw.equals(leaf.raw))) return { outcome: 'found', path: [leaf] }
  let checks = 0
  let why = 'no trusted root has issued it'
  const path = climb([leaf])
  return path ? { outcome: 'found', path } : { outcome: 'none', why }

  function climb(below: readonly X509Certificate[]): readonly X509Certificate[] | undefined {
    for (const root of roots) if (issued(root, below)) return [...below, root]
    for (const next of between) {
      if (below.some((known) => known.raw.equals(next.raw)) || !issued(next, below)) continue
      const found = climb([...below, next])
      if (found) return found
    }
    return undefined
  }

  function issued(issuer: X509Certificate, below: readonly X509Certificate[]): boolean {
    const last = below.at(-1)!
    if (!last.checkIssued(issuer) || ++checks > MAX_CHECKS || !last.verify(issuer.publicKey)) return false
    const misuse = issuerMisuse(issuer, below)
    if (misuse) why = misuse
    return misuse === undefined
  }
}

function leafMisuse(leaf: X509Certificate): string | undefined {
  const { keyUsage, purposes, notUnderstood } = certificateFacts(leaf)
  if (notUnderstood.length > 0)
    return `it has a critical extension that is not understood (${notUnderstood[0]})`
  if (purposes ? !purposes.includes(CODE_SIGNING) : keyUsage === undefined)
    return 'it is not made for signing code'
  if (keyUsage && !keyUsage.digitalSignature) return 'its key is not made for signatures'
  return undefined
}

function issuerMisuse(issuer: X509Certificate, below: readonly X509Certificate[]): string | undefined {
  const facts = certificateFacts(issuer)
  const last = certificateFacts(below.at(-1)!)
  if (!facts.isAuthority) return 'what has issued it is no certificate authority'
  if (facts.keyUsage && !facts.keyUsage.certificateSigning)
    return 'what has issued it may not sign certificates'
  if (facts.purposes && !facts.purposes.some((p) => p === CODE_SIGNING || p === ANY_PURPOSE))
    return 'what has issued it is not made for signing code'
  if (facts.notUnderstood.length > 0)
    return `an issuer has a critical extension that is not understood (${facts.notUnderstood[0]})`
  if (facts.pathLength !== undefined && below.length - 1 > facts.pathLength)
    return 'its chain is longer than an issuer allows'
  if (!SIGNATURE_ALGORITHMS.has(last.signatureAlgorithm)) return 'it was signed in a way that is broken'
  if (keyScheme(issuer.publicKey) === undefined) return 'an issuer has a weak key'
  return undefined
}

/** The first certificate of the path that is not valid at this time, milliseconds since 1970. */
export function invalidAt(path: readonly X509Certificate[], time: number): X509Certificate | undefined {
  return path.find((c) => !(Date.parse(c.validFrom) <= time && time <= Date.parse(c.validTo)))
}
