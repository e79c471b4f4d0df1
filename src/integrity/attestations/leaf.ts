import { X509Certificate } from 'node:crypto'
import type { VerificationMaterial } from '../trust/material.ts'
import type { TrustPolicy } from '../trust/signer.ts'

/** What the certificate of a bundle says of its holder. Not to be believed before it is verified. */
export interface LeafNames {
  readonly identity?: string
  /** Workflow file that started the build, where a shared one signed. */
  readonly buildConfig?: string
}

/** Names in the certificate that signed; none where there is no readable one. */
export function leafNames(material: VerificationMaterial): LeafNames {
  const der = material.kind === 'key' ? undefined : material.chain[0]
  if (!der) return {}
  let leaf: X509Certificate
  try {
    leaf = new X509Certificate(der)
  } catch {
    // Who verifies says what is wrong with it.
    return {}
  }
  const identity = onlyName(leaf.subjectAltName)
  const buildConfig = extensionText(leaf.raw, BUILD_CONFIG)
  return { ...(identity !== undefined && { identity }), ...(buildConfig !== undefined && { buildConfig }) }
}

/** Node writes `URI:name`, several with commas, and quotes what holds a comma itself: only the plain case is taken. */
function onlyName(names: string | undefined): string | undefined {
  return /^(?:URI|email):([^",\s]+)$/.exec(names ?? '')?.[1]
}

/** 1.3.6.1.4.1.57264.1.18, as it stands in a certificate. */
const BUILD_CONFIG: Uint8Array = Buffer.from('060a2b0601040183bf300112', 'hex')

/** A short UTF-8 string in an extension. */
function extensionText(der: Buffer, oid: Uint8Array): string | undefined {
  const at = der.indexOf(oid)
  if (at < 0) return undefined
  const outer = valueAt(der, at + oid.length, 0x04)
  const inner = outer && valueAt(outer, 0, 0x0c)
  return inner?.toString('utf8')
}

function valueAt(der: Buffer, at: number, tag: number): Buffer | undefined {
  if (der[at] !== tag) return undefined
  const short = der[at + 1] ?? 0
  const long = short === 0x81 ? 1 : short === 0x82 ? 2 : 0
  if (short > 0x7f && long === 0) return undefined
  if (at + 2 + long > der.length) return undefined
  const length = long === 0 ? short : der.readUIntBE(at + 2, long)
  const from = at + 2 + long
  return from + length <= der.length ? der.subarray(from, from + length) : undefined
}

/** A workflow, whatever branch or tag it ran for: `https://github.com/org/repo/.github/workflows/release.yml@*`. */
const ANY_REF = /^(https:\/\/[^/@*\s]+\/[^/@*\s]+\/[^@*\s]+@)\*$/

/**
 * The policy with `…@*` made into the name that the certificate has, where it begins with what stands before the
 * star. Who verifies goes on comparing whole names.
 */
export function withRefOf({ identity }: LeafNames, policy: TrustPolicy): TrustPolicy {
  const identities = policy.identities.map((wanted) => {
    const prefix = ANY_REF.exec(wanted.identity)?.[1]
    if (prefix === undefined || !identity?.startsWith(prefix)) return wanted
    return { ...wanted, identity }
  })
  return { ...policy, identities }
}
