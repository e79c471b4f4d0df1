import { generateKeyPairSync, sign, X509Certificate, type KeyObject } from 'node:crypto'
import { bits, commonName, extension, integer, oid, sequence, time, tlv } from './der-writing.ts'

const YEAR = 365 * 24 * 3600_000
const ALGORITHMS = { sha256: sequence(oid('1.2.840.10045.4.3.2')), sha1: sequence(oid('1.2.840.10045.4.1')) }
export const CODE_SIGNING = '1.3.6.1.5.5.7.3.3'
export const SERVER = '1.3.6.1.5.5.7.3.1'

export interface Certified {
  readonly certificate: X509Certificate
  readonly pem: string
  readonly key: KeyObject
  /** PEM, PKCS 8. */
  readonly keyPem: string
}

export interface CertificateOptions {
  readonly name: string
  /** Itself when absent. */
  readonly issuer?: Certified
  /** Milliseconds since 1970. */
  readonly from?: number
  readonly to?: number
  readonly authority?: boolean
  readonly pathLength?: number
  /** First byte of the key usage; none when `null`. */
  readonly usage?: number | null
  /** Extended key usages; none when empty. */
  readonly purposes?: readonly string[]
  readonly critical?: string
  readonly hash?: 'sha256' | 'sha1'
  readonly curve?: string
}

/** A certificate as nobody else would issue it. */
export function certify(options: CertificateOptions): Certified {
  const {
    name,
    issuer,
    authority = false,
    pathLength,
    critical,
    hash = 'sha256',
    curve = 'prime256v1',
  } = options
  const now = Date.now()
  const { from = now - YEAR, to = now + YEAR } = options
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: curve })
  const usage = options.usage === undefined ? (authority ? 0x06 : 0x80) : options.usage
  const purposes = options.purposes ?? (authority ? [] : [CODE_SIGNING])
  const constraints = [
    ...(authority ? [tlv(0x01, Buffer.from([0xff]))] : []),
    ...(pathLength === undefined ? [] : [integer(pathLength)]),
  ]
  const extensions = [
    extension('2.5.29.19', sequence(...constraints), true),
    ...(usage === null ? [] : [extension('2.5.29.15', bits(Buffer.from([usage])), true)]),
    ...(purposes.length > 0 ? [extension('2.5.29.37', sequence(...purposes.map(oid)))] : []),
    ...(critical === undefined ? [] : [extension(critical, sequence(), true)]),
  ]
  const tbs = sequence(
    tlv(0xa0, integer(2)),
    integer(7),
    ALGORITHMS[hash],
    commonName(issuer ? nameOf(issuer) : name),
    sequence(time(from), time(to)),
    commonName(name),
    publicKey.export({ type: 'spki', format: 'der' }),
    tlv(0xa3, sequence(...extensions)),
  )
  const signature = sign(hash, tbs, issuer?.key ?? privateKey)
  const certificate = new X509Certificate(sequence(tbs, ALGORITHMS[hash], bits(signature)))
  return {
    certificate,
    pem: certificate.toString(),
    key: privateKey,
    keyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
  }
}

function nameOf({ certificate }: Certified): string {
  return certificate.subject.slice('CN='.length)
}

/** A root, an authority below it, and a leaf below that. */
export function chainOf(leaf: Partial<CertificateOptions> = {}): {
  readonly root: Certified
  readonly between: Certified
  readonly leaf: Certified
} {
  const root = certify({ name: 'root', authority: true })
  const between = certify({ name: 'between', issuer: root, authority: true, pathLength: 0 })
  return { root, between, leaf: certify({ name: 'signer', issuer: between, ...leaf }) }
}
