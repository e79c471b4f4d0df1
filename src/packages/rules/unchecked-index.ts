import type { Rule } from '../../model/rule.ts'
import { hostOf } from '../../text/web-address.ts'
import type { PackageSet } from '../package-set.ts'
import { isLoopback, isPrivateHost } from '../indexes/host.ts'
import { fileKind } from '../pinning/file-kind.ts'
import { named, oneFinding, type Instance } from '../pinning/one-finding.ts'

export const uncheckedIndex: Rule<PackageSet> = {
  id: 'packages-unchecked-index',
  title: 'An index that nobody is sure to be talking to',
  severity: 'medium',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'Without TLS, or with certificates left unchecked (`--trusted-host`, `verify_ssl = false`, `allow-insecure-host`), anyone on the way - ' +
    'the network of a hotel, a rogue proxy, a DNS server - answers in the place of the index and decides what is installed.',
  remedy: 'Use https with a certificate that the machine trusts, and drop the exception.',
  references: ['CWE-295', 'CWE-319'],
  *check(set, path) {
    if (fileKind(set) === undefined) return
    const found = [...unchecked(set)]
    const hosts = found.map(({ host }) => host)
    yield* oneFinding(path, found, {
      message: `takes packages from ${[...new Set(hosts)].slice(0, 3).join(', ')} without knowing who answers`,
      seen: named(hosts),
      severity: hosts.every(isPrivateHost) ? 'low' : 'medium',
    })
  },
}

function* unchecked({
  indexes,
  options,
  packages,
}: PackageSet): Generator<Instance & { readonly host: string }> {
  const trusted = options.filter(({ name }) => /^(?:--)?(?:trusted-host|allow-insecure-host)$/.test(name))
  for (const { name, value = '', line } of trusted)
    for (const host of value.split(/[\s,]+/)) {
      if (host !== '' && !isLoopback(host))
        yield {
          host,
          line,
          says: 'leaves certificates of the host unchecked',
          excerpt: `${name} ${host}`.slice(0, 200),
        }
    }
  const known = new Set(trusted.flatMap(({ value = '' }) => value.split(/[\s,]+/)))
  for (const { url, insecure, line } of indexes) {
    const host = hostOf(url) ?? ''
    if (host === '' || isLoopback(host)) continue
    if (/^http:/i.test(url)) yield { host, line, says: 'is asked without TLS', excerpt: url.slice(0, 200) }
    else if (insecure && !known.has(host))
      yield { host, line, says: 'has its certificate left unchecked', excerpt: url.slice(0, 200) }
  }
  for (const { source, line, lineEnd, distributions } of packages) {
    if (source?.kind !== 'url' || !/^http:/i.test(source.url)) continue
    const host = hostOf(source.url) ?? ''
    // A hash says what arrives, whoever sends it.
    if (host === '' || isLoopback(host) || distributions.some(({ hashes }) => hashes.length > 0)) continue
    yield { host, line, lineEnd, says: 'is fetched without TLS', excerpt: source.url.slice(0, 200) }
  }
}
