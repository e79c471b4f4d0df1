import { condaName } from '../../names/look-alike/conda-names.ts'
import type { Rule } from '../../model/rule.ts'
import { nameFinding } from '../look-alikes/name-finding.ts'
import { suspects } from '../look-alikes/suspects.ts'
import type { PackageSet } from '../package-set.ts'

export const lookAlikeName: Rule<PackageSet> = {
  id: 'packages-look-alike',
  title: 'Name that looks like a known package',
  severity: 'medium',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'The name is a slip of the finger away from a package that many projects use, is the same with other separators, look-alike ' +
    'characters or words in another order, or puts a hollow word beside it. Such names are registered to be installed by mistake, and ' +
    'their code runs at installation. How near, how likely as a slip, and how well known the other package is decide; the name alone ' +
    'warns and does not deny. Packages of the most downloaded are known and never reported.',
  remedy: 'Check that this package is meant; if so, accept the finding in waivers.yml.',
  references: ['CWE-1357', 'CWE-506'],
  *check(set, path) {
    for (const suspect of suspects(set)) {
      const { ecosystem, name } = suspect.entry
      if (suspect.alike.verdict !== 'high' && suspect.alike.verdict !== 'medium') continue
      if (ecosystem === 'npm' && suspect.alike.target.startsWith('@')) continue
      if (ecosystem === 'pypi' && condaName(name) !== undefined) continue
      yield nameFinding(path, suspect)
    }
  },
}
