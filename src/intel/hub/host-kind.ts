import { BlockList, isIP } from 'node:net'

const LOOPBACK = new BlockList()
LOOPBACK.addSubnet('127.0.0.0', 8)
LOOPBACK.addAddress('::1', 'ipv6')

const PRIVATE = new BlockList()
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  PRIVATE.addSubnet(network, prefix)
for (const [network, prefix] of [
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
] as const)
  PRIVATE.addSubnet(network, prefix, 'ipv6')

/** Whether a host of a parsed address is this machine. */
export function isLoopback(hostname: string): boolean {
  return isLocalName(hostname) || isListed(hostname, LOOPBACK)
}

/** Whether a host is named by an address that the internet does not route. Other names are not looked up. */
export function isPrivate(hostname: string): boolean {
  return isLocalName(hostname) || isListed(hostname, PRIVATE)
}

function isLocalName(hostname: string): boolean {
  return /^(?:[^.]+\.)*localhost\.?$/i.test(hostname)
}

function isListed(hostname: string, list: BlockList): boolean {
  const address = hostname.replace(/^\[|\]$/g, '')
  const family = isIP(address)
  return family !== 0 && list.check(address, family === 6 ? 'ipv6' : 'ipv4')
}
