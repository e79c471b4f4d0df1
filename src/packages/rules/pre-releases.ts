import type { Rule } from '../../model/rule.ts'
import type { PackageSet } from '../package-set.ts'
import { fileKind } from '../pinning/file-kind.ts'
import { oneFinding } from '../pinning/one-finding.ts'

export const preReleases: Rule<PackageSet> = {
  id: 'packages-pre-releases',
  title: 'Pre-releases are installed',
  severity: 'info',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'Alphas, betas and release candidates of every package and of all that they need are taken, which people look at less and which ' +
    'nobody supports. A hijacked account often publishes a pre-release first, because it draws less notice.',
  remedy: 'Ask for the pre-release of the one package that needs it, by its exact version.',
  references: ['CWE-1357'],
  *check(set, path) {
    if (fileKind(set) === undefined) return
    const asked = set.options.filter(
      ({ name, value }) => name === '--pre' || (name === 'prerelease' && value === 'allow'),
    )
    yield* oneFinding(
      path,
      asked.map(({ name, value, line }) => ({
        line,
        says: 'takes pre-releases of everything',
        excerpt: value === undefined ? name : `${name} = ${value}`,
      })),
      { message: `takes pre-releases of all packages: ${asked[0]?.name}`, seen: 'pre-releases' },
    )
  },
}
