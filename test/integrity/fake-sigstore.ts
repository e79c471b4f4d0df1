import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { envelopeJson } from '../../src/integrity/dsse/codec.ts'
import { IN_TOTO_PAYLOAD } from '../../src/integrity/dsse/envelope.ts'
import { signEnvelope } from '../../src/integrity/dsse/sign.ts'
import {
  bits,
  commonName,
  extension,
  integer,
  octets,
  oid,
  sequence,
  time,
  tlv,
  uint,
  utf8,
} from './der-writing.ts'

/** A certificate authority, a log of certificates and a log of signatures that exist in one process alone. */
export interface FakeSigstore {
  /** Trusted root as JSON text. */
  readonly trustedRoot: string
  /** What a build that the authority knows signs: a bundle of version 0.3. */
  signed(statement: string | Uint8Array, who: Signing): FakeBundle
  /** Certificate of a key, DER. */
  certified(key: KeyObject, who: Signing): Buffer
  /** Entry of the log, as it stands in a bundle. */
  logged(entry: Logged): Readonly<Record<string, unknown>>
}

export interface Signing {
  /** URI. */
  readonly identity: string
  readonly issuer: string
  /** Milliseconds since 1970; the certificate is valid for ten minutes from then on. */
  readonly at: number
  /** When the log saw it, where that is another time. */
  readonly loggedAt?: number
  readonly buildConfig?: string
}

export interface FakeBundle {
  readonly mediaType: string
  readonly verificationMaterial: {
    readonly certificate: { readonly rawBytes: string }
    readonly tlogEntries: readonly Readonly<Record<string, unknown>>[]
  }
  readonly dsseEnvelope: ReturnType<typeof envelopeJson>
}

interface Pair {
  readonly publicKey: KeyObject
  readonly privateKey: KeyObject
}

const ECDSA_SHA256 = sequence(oid('1.2.840.10045.4.3.2'))
const LOG_NAME = 'log.example'
const MINUTE = 60_000
const SINCE = Date.UTC(2020, 0, 1)

export function fakeSigstore(): FakeSigstore {
  const [authority, certificateLog, signatureLog] = [newKey(), newKey(), newKey()]
  const root = certificate({
    subject: commonName('Root of nobody'),
    key: authority.publicKey,
    from: SINCE,
    to: Date.UTC(2040, 0, 1),
    extensions: [
      extension('2.5.29.19', sequence(tlv(0x01, Buffer.from([0xff]))), true),
      extension('2.5.29.15', bits(Buffer.from([0x06]), 1), true),
    ],
  })
  const rootDer = issued(root, authority.privateKey)
  return {
    trustedRoot: JSON.stringify({
      mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
      tlogs: [logInstance(signatureLog)],
      ctlogs: [logInstance(certificateLog)],
      certificateAuthorities: [
        {
          subject: { organization: 'nobody', commonName: 'Root of nobody' },
          uri: 'https://authority.example',
          certChain: { certificates: [{ rawBytes: rootDer.toString('base64') }] },
          validFor: { start: new Date(SINCE).toISOString() },
        },
      ],
      timestampAuthorities: [],
    }),
    certified: (publicKey, who) => leafCertificate({ publicKey }, who, { authority, certificateLog }),
    logged: (entry) => logEntry(entry, signatureLog),
    signed(statement, who) {
      const build = newKey()
      const leaf = leafCertificate(build, who, { authority, certificateLog })
      const envelope = signEnvelope(IN_TOTO_PAYLOAD, Buffer.from(statement), build.privateKey)
      const sig = Buffer.from(envelope.signatures[0]!.sig).toString('base64')
      const entry = logEntry(
        { leaf, sig, payload: envelope.payload, at: who.loggedAt ?? who.at + MINUTE },
        signatureLog,
      )
      return {
        mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
        verificationMaterial: { certificate: { rawBytes: leaf.toString('base64') }, tlogEntries: [entry] },
        dsseEnvelope: envelopeJson(envelope),
      }
    },
  }
}

function newKey(): Pair {
  return generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
}

function spki(key: KeyObject): Buffer {
  return key.export({ type: 'spki', format: 'der' })
}

function hash(...parts: readonly Uint8Array[]): Buffer {
  return createHash('sha256').update(Buffer.concat(parts)).digest()
}

interface Certificate {
  readonly subject: Uint8Array
  readonly key: KeyObject
  readonly from: number
  readonly to: number
  readonly extensions: readonly Uint8Array[]
}

/** What is signed of a certificate. */
function certificate({ subject, key, from, to, extensions }: Certificate): Buffer {
  const issuer = commonName('Root of nobody')
  return sequence(
    tlv(0xa0, integer(2)),
    integer(1),
    ECDSA_SHA256,
    issuer,
    sequence(time(from), time(to)),
    subject,
    spki(key),
    tlv(0xa3, sequence(...extensions)),
  )
}

function issued(tbs: Uint8Array, authority: KeyObject): Buffer {
  return sequence(tbs, ECDSA_SHA256, bits(sign('sha256', tbs, authority)))
}

function leafCertificate(
  build: Pick<Pair, 'publicKey'>,
  { identity, issuer, at, buildConfig }: Signing,
  { authority, certificateLog }: { readonly authority: Pair; readonly certificateLog: Pair },
): Buffer {
  const extensions = [
    extension('2.5.29.15', bits(Buffer.from([0x80]), 7), true),
    extension('2.5.29.37', sequence(oid('1.3.6.1.5.5.7.3.3'))),
    extension('2.5.29.17', sequence(tlv(0x86, Buffer.from(identity))), true),
    extension('1.3.6.1.4.1.57264.1.1', Buffer.from(issuer)),
    extension('1.3.6.1.4.1.57264.1.8', utf8(issuer)),
    ...(buildConfig === undefined ? [] : [extension('1.3.6.1.4.1.57264.1.18', utf8(buildConfig))]),
  ]
  const draft = { subject: sequence(), key: build.publicKey, from: at, to: at + 10 * MINUTE }
  const logged = sctList(certificate({ ...draft, extensions }), { at, authority, certificateLog })
  const proof = extension('1.3.6.1.4.1.11129.2.4.2', octets(logged))
  return issued(certificate({ ...draft, extensions: [...extensions, proof] }), authority.privateKey)
}

/** RFC 6962: the log of certificates has seen this one before it was issued. */
function sctList(
  tbs: Uint8Array,
  {
    at,
    authority,
    certificateLog,
  }: { readonly at: number; readonly authority: Pair; readonly certificateLog: Pair },
): Buffer {
  const seen = Buffer.concat([
    uint(0, 1),
    uint(0, 1),
    uint(at, 8),
    uint(1, 2),
    hash(spki(authority.publicKey)),
    uint(tbs.length, 3),
    tbs,
    uint(0, 2),
  ])
  const sig = sign('sha256', seen, certificateLog.privateKey)
  const id = hash(spki(certificateLog.publicKey))
  const sct = Buffer.concat([
    uint(0, 1),
    id,
    uint(at, 8),
    uint(0, 2),
    Buffer.from([4, 3]),
    uint(sig.length, 2),
    sig,
  ])
  return Buffer.concat([uint(sct.length + 2, 2), uint(sct.length, 2), sct])
}

function logInstance({ publicKey }: Pair): Readonly<Record<string, unknown>> {
  return {
    baseUrl: `https://${LOG_NAME}`,
    hashAlgorithm: 'SHA2_256',
    publicKey: {
      rawBytes: spki(publicKey).toString('base64'),
      keyDetails: 'PKIX_ECDSA_P256_SHA_256',
      validFor: { start: new Date(SINCE).toISOString() },
    },
    logId: { keyId: hash(spki(publicKey)).toString('base64') },
  }
}

export interface Logged {
  /** Certificate, DER. */
  readonly leaf: Buffer
  /** Base64. */
  readonly sig: string
  readonly payload: Uint8Array
  /** Milliseconds since 1970. */
  readonly at: number
}

/** An entry of a log that has no other. */
function logEntry({ leaf, sig, payload, at }: Logged, log: Pair): Readonly<Record<string, unknown>> {
  const pem = `-----BEGIN CERTIFICATE-----\n${leaf.toString('base64').replaceAll(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`
  const body = JSON.stringify({
    apiVersion: '0.0.1',
    kind: 'dsse',
    spec: {
      envelopeHash: { algorithm: 'sha256', value: hash(Buffer.from(sig)).toString('hex') },
      payloadHash: { algorithm: 'sha256', value: hash(payload).toString('hex') },
      signatures: [{ signature: sig, verifier: Buffer.from(pem).toString('base64') }],
    },
  })
  const canonicalizedBody = Buffer.from(body).toString('base64')
  const integratedTime = Math.floor(at / 1000)
  const id = hash(spki(log.publicKey))
  const promised = JSON.stringify({
    body: canonicalizedBody,
    integratedTime,
    logID: id.toString('hex'),
    logIndex: 0,
  })
  const rootHash = hash(Buffer.from([0]), Buffer.from(body)).toString('base64')
  const note = `${LOG_NAME}\n1\n${rootHash}\n`
  const noteSignature = Buffer.concat([id.subarray(0, 4), sign('sha256', Buffer.from(note), log.privateKey)])
  return {
    logIndex: '0',
    logId: { keyId: id.toString('base64') },
    kindVersion: { kind: 'dsse', version: '0.0.1' },
    integratedTime: String(integratedTime),
    inclusionPromise: {
      signedEntryTimestamp: sign('sha256', Buffer.from(promised), log.privateKey).toString('base64'),
    },
    inclusionProof: {
      logIndex: '0',
      rootHash,
      treeSize: '1',
      hashes: [],
      checkpoint: { envelope: `${note}\n— ${LOG_NAME} ${noteSignature.toString('base64')}\n` },
    },
    canonicalizedBody,
  }
}
