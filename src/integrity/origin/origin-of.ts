import type { Origin } from '../listing.ts'
import { sharedHost } from './shared-hosts.ts'

const MAX_ADDRESS = 4096

/**
 * The place that an address belongs to: its host and, where the host is shared, whose part of it. Undefined for what
 * names no place, as a path does.
 */
export function originOf(address: string, known: string): Origin | undefined {
  const parsed = parse(address.trim().slice(0, MAX_ADDRESS))
  if (!parsed) return undefined
  const { host, segments } = parsed
  const namespace = sharedHost(host)?.namespace(host, segments) ?? mirroredNamespace(segments)
  return { host, ...(namespace && { namespace: namespace.toLowerCase() }), known }
}

interface Parsed {
  readonly host: string
  readonly segments: readonly string[]
}

/** Schemes of stores that have no host in their addresses. */
const STORES: Readonly<Record<string, string>> = {
  s3: 's3.amazonaws.com',
  gs: 'storage.googleapis.com',
  hf: 'huggingface.co',
  ollama: 'ollama.com',
}

function parse(address: string): Parsed | undefined {
  const store = /^(s3|gs|hf|ollama):\/\/(.*)$/i.exec(address)
  if (store) return { host: STORES[store[1]!.toLowerCase()]!, segments: segmentsOf(store[2]!) }
  const purl = /^pkg:huggingface\/([^/@?#]+)\/([^/@?#]+)/i.exec(address)
  if (purl) return { host: 'huggingface.co', segments: [purl[1]!, purl[2]!] }
  const short = /^(?:[\w.-]+@)?([A-Za-z0-9.-]+\.[A-Za-z]{2,}):(?!\/\/|\d+(?:\/|$))(.+)$/.exec(address)
  if (short && address.includes('@')) return { host: hostName(short[1]!), segments: segmentsOf(short[2]!) }
  const scheme = /^(?:git\+)?([a-z][a-z0-9+.-]*):\/\//i.exec(address)
  if (scheme && /^file$/i.test(scheme[1]!)) return undefined
  // `hf.co/org/name:Q4_K_M`, as runtimes take it.
  if (!scheme && !/^[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}(?::\d+)?\/\S/.test(address))
    return undefined
  try {
    // Any scheme with a host reads like https: user, port, escapes and odd spellings of numbers go the same way.
    const url = new URL(`https://${scheme ? address.slice(scheme[0].length) : address}`)
    return url.hostname === ''
      ? undefined
      : { host: hostName(url.hostname), segments: segmentsOf(url.pathname) }
  } catch {
    return undefined
  }
}

function hostName(text: string): string {
  return text.toLowerCase().replace(/\.$/, '')
}

function segmentsOf(path: string): string[] {
  return path
    .split(/[?#]/, 1)[0]!
    .split('/')
    .filter((s) => s !== '')
    .slice(0, 40)
    .map(decoded)
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

/** On hosts that nobody knows, paths shaped like those of a hub or a forge tell whose files they mirror. */
function mirroredNamespace(segments: readonly string[]): string | undefined {
  const resolve = segments.findIndex((s, i) => i >= 2 && /^(?:resolve|raw|blob|tree)$/.test(s))
  const releases = segments.findIndex((s, i) => i >= 2 && s === 'releases')
  const api = segments.findIndex(
    (s, i) => s === 'api' && /^(?:models|datasets|spaces)$/.test(segments[i + 1] ?? ''),
  )
  if (api >= 0 && segments.length > api + 3) return segments[api + 2]
  const at = resolve >= 0 ? resolve : releases
  // `/-/` stands between a project and its pages on some forges.
  const end = segments[at - 1] === '-' ? at - 1 : at
  return at >= 0 && end >= 2 ? segments[end - 2] : undefined
}
