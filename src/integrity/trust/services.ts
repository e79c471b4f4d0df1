import { parseStrictJson, isRecord } from '../../bytes/strict-json.ts'
import { malformed } from '../../model/read-error.ts'
import { PUBLIC_GOOD_TRUSTED_ROOT } from './public-good-root.ts'

/** Where a Sigstore instance issues certificates and keeps its log. */
export interface SigstoreServices {
  readonly authority: string
  readonly log: string
}

const MAX_ROOT = 4 * 1024 * 1024

/** The services of a trusted root that are in use at a time, milliseconds since 1970. Throws `ReadError`. */
export function sigstoreServices(trustedRoot: string | undefined, now: number): SigstoreServices {
  const root = parseStrictJson(Buffer.from(trustedRoot ?? PUBLIC_GOOD_TRUSTED_ROOT), MAX_ROOT)
  const authorities = inUse(root, 'certificateAuthorities', now).map((a) => a['uri'])
  // Logs that name themselves with a year speak another protocol, without promises; the older one is open to all.
  const logs = inUse(root, 'tlogs', now).map((log) => log['baseUrl'])
  const issuer = authorities.find(isAddress)
  const log = logs.find(isAddress)
  if (issuer === undefined || log === undefined)
    throw malformed('the trusted root names no certificate authority or no log that is in use')
  return { authority: issuer, log }
}

function inUse(root: unknown, list: string, now: number): readonly Readonly<Record<string, unknown>>[] {
  const instances = isRecord(root) ? root[list] : undefined
  return (Array.isArray(instances) ? instances : []).filter(isRecord).filter((instance) => {
    const key = instance['publicKey']
    const valid = instance['validFor'] ?? (isRecord(key) ? key['validFor'] : undefined)
    const end = isRecord(valid) ? valid['end'] : undefined
    return typeof end !== 'string' || Date.parse(end) > now
  })
}

function isAddress(value: unknown): value is string {
  return typeof value === 'string' && /^https?:\/\//.test(value) && URL.canParse(value)
}
