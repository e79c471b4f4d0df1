import { malformed } from '../../model/read-error.ts'
import { listIn, recordOf, textIn, valueIn } from '../json-value.ts'
import { post } from './post.ts'

export interface LogRequest {
  /** Address of the log. */
  readonly log: string
  /** The envelope as JSON text. */
  readonly envelope: string
  /** PEM of the certificate or key that verifies it. */
  readonly verifier: string
}

/** Enters a signed statement into Rekor (API v1). An entry as it stands in a bundle. Throws `ReadError`. */
export async function enterIntoLog(
  { log, envelope, verifier }: LogRequest,
  signal: AbortSignal,
): Promise<Readonly<Record<string, unknown>>> {
  const answer = await post(
    `${log.replace(/\/+$/, '')}/api/v1/log/entries`,
    {
      apiVersion: '0.0.1',
      kind: 'dsse',
      spec: {
        proposedContent: { envelope, verifiers: [Buffer.from(verifier).toString('base64')] },
      },
    },
    signal,
  )
  const [entry] = Object.values(recordOf(answer) ?? {})
  const verification = valueIn(entry, 'verification')
  const proof = valueIn(verification, 'inclusionProof')
  const promise = textIn(verification, 'signedEntryTimestamp')
  const logId = textIn(entry, 'logID')
  const body = textIn(entry, 'body')
  if (!recordOf(proof) || promise === undefined || logId === undefined || body === undefined)
    throw malformed('the log answers without proof of the entry')
  return {
    logIndex: numberIn(entry, 'logIndex'),
    logId: { keyId: base64(logId) },
    kindVersion: { kind: 'dsse', version: '0.0.1' },
    integratedTime: numberIn(entry, 'integratedTime'),
    inclusionPromise: { signedEntryTimestamp: promise },
    inclusionProof: {
      logIndex: numberIn(proof, 'logIndex'),
      rootHash: base64(textIn(proof, 'rootHash') ?? ''),
      treeSize: numberIn(proof, 'treeSize'),
      hashes: listIn(proof, 'hashes').map((hash) => base64(String(hash))),
      checkpoint: { envelope: textIn(proof, 'checkpoint') ?? '' },
    },
    canonicalizedBody: body,
  }
}

function base64(hex: string): string {
  return Buffer.from(hex, 'hex').toString('base64')
}

/** Numbers of 64 bits are text in a bundle. */
function numberIn(value: unknown, key: string): string {
  const number = valueIn(value, key)
  if (typeof number !== 'number' || !Number.isSafeInteger(number))
    throw malformed(`the log answers without ${key}`)
  return String(number)
}
