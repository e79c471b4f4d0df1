import type { Rule } from '../../model/rule.ts'
import { hostOf } from '../../text/web-address.ts'
import type { PackageSet } from '../package-set.ts'
import { fileKind } from '../pinning/file-kind.ts'
import { listed, named, oneFinding } from '../pinning/one-finding.ts'

export const indexCredentials: Rule<PackageSet> = {
  id: 'packages-index-credentials',
  title: 'Credentials of an index in the file',
  severity: 'medium',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'The address of an index carries a password or a token. Whoever reads the file - in the repository, in a container layer, in a log - can ' +
    'read all packages of the index, and often publish there: what is installed everywhere else is then theirs to decide.',
  remedy: 'Withdraw the credential, and give it by the environment, netrc or a keyring.',
  references: ['CWE-798', 'CWE-522'],
  *check(set, path) {
    if (fileKind(set) === undefined) return
    const carrying = set.indexes.filter(({ credentials }) => credentials)
    const hosts = carrying.map(({ url }) => hostOf(url) ?? url)
    yield* oneFinding(
      path,
      // The address is shown without them.
      carrying.map(({ url, line }) => ({ line, says: 'carries credentials', excerpt: url.slice(0, 200) })),
      { message: `holds credentials of ${listed(hosts)}`, seen: named(hosts) },
    )
  },
}
