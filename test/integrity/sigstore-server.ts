import { X509Certificate, createPublicKey } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { fakeSigstore, type FakeSigstore, type Signing } from './fake-sigstore.ts'

/** Fulcio and Rekor on this machine, that believe every token. */
export interface SigstoreServer extends AsyncDisposable {
  /** Trusted root that names the addresses of this server. */
  readonly trustedRoot: string
  /** What was asked, `POST /api/v2/signingCert`. */
  readonly asked: readonly string[]
}

export async function sigstoreServer(who: Signing, status = 200): Promise<SigstoreServer> {
  const sigstore = fakeSigstore()
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    void answer(request, sigstore, who).then((body) => {
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(JSON.stringify(body))
    })
  })
  const address = await listening(server)
  return {
    trustedRoot: sigstore.trustedRoot
      .replaceAll('https://authority.example', address)
      .replaceAll('https://log.example', `${address}/log.example`),
    asked,
    [Symbol.asyncDispose]: () => new Promise((resolve) => void server.close(() => resolve())),
  }
}

function listening(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
  })
}

interface CertificateBody {
  readonly publicKeyRequest: { readonly publicKey: { readonly content: string } }
}
interface EntryBody {
  readonly spec: {
    readonly proposedContent: { readonly envelope: string; readonly verifiers: readonly string[] }
  }
}
interface Envelope {
  readonly payload: string
  readonly signatures: readonly { readonly sig: string }[]
}

async function answer(request: IncomingMessage, sigstore: FakeSigstore, who: Signing): Promise<unknown> {
  const body = await json(request)
  if (request.url?.endsWith('/api/v2/signingCert')) {
    const key = createPublicKey((body as CertificateBody).publicKeyRequest.publicKey.content)
    const leaf = new X509Certificate(sigstore.certified(key, who))
    return { signedCertificateEmbeddedSct: { chain: { certificates: [leaf.toString()] } } }
  }
  const { envelope, verifiers } = (body as EntryBody).spec.proposedContent
  const { payload, signatures } = JSON.parse(envelope) as Envelope
  const entry = sigstore.logged({
    leaf: new X509Certificate(Buffer.from(verifiers[0]!, 'base64')).raw,
    sig: signatures[0]!.sig,
    payload: Buffer.from(payload, 'base64'),
    at: who.loggedAt ?? who.at + 60_000,
  })
  return { '24296fb24b8ad77a': asAnswered(entry) }
}

/** Rekor answers in hex and numbers what stands in bundles in base64 and text. */
function asAnswered(entry: Readonly<Record<string, unknown>>): unknown {
  const { logId, inclusionProof, inclusionPromise, integratedTime, canonicalizedBody } = entry as {
    readonly logId: { readonly keyId: string }
    readonly inclusionProof: { readonly rootHash: string; readonly checkpoint: { readonly envelope: string } }
    readonly inclusionPromise: object
    readonly integratedTime: string
    readonly canonicalizedBody: string
  }
  const hex = (text: string): string => Buffer.from(text, 'base64').toString('hex')
  return {
    body: canonicalizedBody,
    integratedTime: Number(integratedTime),
    logID: hex(logId.keyId),
    logIndex: 0,
    verification: {
      ...inclusionPromise,
      inclusionProof: {
        checkpoint: inclusionProof.checkpoint.envelope,
        hashes: [],
        logIndex: 0,
        rootHash: hex(inclusionProof.rootHash),
        treeSize: 1,
      },
    },
  }
}
