import type { Origin } from '../listing.ts'
import { sharedHost } from './shared-hosts.ts'

/** Delivery networks and addresses that stand for whoever is behind them. */
const ANYBODY =
  /(?:^|\.)(?:cloudfront\.net|fastly\.net|fastlylb\.net|akamaized\.net|akamaihd\.net|akamai\.net|edgekey\.net|azureedge\.net|azurefd\.net|b-cdn\.net|cdn77\.org|edgesuite\.net|llnwd\.net|ngrok\.io|ngrok-free\.app|trycloudflare\.com)$/
const NUMBERS = /^\d{1,3}(?:\.\d{1,3}){3}$|^\[/
/** This machine and the networks of one's own: no name on the internet stands for them. */
const OWN = /^(?:127|10|192\.168|169\.254|172\.(?:1[6-9]|2\d|3[01]))\.|^\[(?:::1\]|f[cde])/

const THIS_MACHINE = /^(?:127(?:\.\d{1,3}){3}|\[::1\]|(?:.*\.)?localhost)$/

/**
 * Whether one party may control both. In doubt it is one place: to call dependent things independent is the error
 * that costs.
 */
export function samePlace(a: Origin, b: Origin): boolean {
  const [hostA, hostB] = [plainHost(a.host), plainHost(b.host)]
  if (hostA === hostB || standsForAnybody(hostA) || standsForAnybody(hostB))
    return hostA !== hostB || !differInNamespace(a, b, hostA)
  const [sharedA, sharedB] = [sharedHost(hostA), sharedHost(hostB)]
  if (sharedA && sharedB) return sharedA.family === sharedB.family && !differInNamespace(a, b, hostA)
  if (sharedA || sharedB) return mirrors(a, b)
  if (NUMBERS.test(hostA) || NUMBERS.test(hostB)) return false
  return registrableDomain(hostA) === registrableDomain(hostB)
}

/** On a shared host, two known parts are two places. Elsewhere one party runs the whole. */
function differInNamespace(a: Origin, b: Origin, host: string): boolean {
  if (!sharedHost(host)) return false
  const [one, other] = [a.namespace?.toLowerCase(), b.namespace?.toLowerCase()]
  return one !== undefined && other !== undefined && one !== other
}

/** A host of its own, with the files of a namespace, passes on what the shared host has under that name. */
function mirrors(a: Origin, b: Origin): boolean {
  return a.namespace !== undefined && a.namespace.toLowerCase() === b.namespace?.toLowerCase()
}

export function isHub(origin: Origin): boolean {
  return sharedHost(plainHost(origin.host))?.family === 'huggingface.co'
}

function standsForAnybody(host: string): boolean {
  return ANYBODY.test(host) || (NUMBERS.test(host) && !OWN.test(host))
}

function plainHost(host: string): string {
  return host
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/:\d+$/, '')
    .replace(/^www\./, '')
    .replace(THIS_MACHINE, 'localhost')
}

/** Second-level names under which countries register: of `example.co.uk`, three labels are one party's. */
const SECOND_LEVEL =
  /^(?:co|com|net|org|gov|gob|edu|ac|go|or|ne|ltd|plc|sch|mil|asn|id|nom|info|biz|gr|ad|ed|lg|re|pe|nhs|police)$/

/** Too short rather than too long: without a list of suffixes, two subdomains of a hoster count as one party. */
function registrableDomain(host: string): string {
  const labels = host.split('.')
  const country = labels.at(-1)!.length === 2 && SECOND_LEVEL.test(labels.at(-2) ?? '')
  return labels.slice(country ? -3 : -2).join('.')
}
