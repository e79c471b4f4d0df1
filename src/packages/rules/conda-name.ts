import { condaName } from '../../names/look-alike/conda-names.ts'
import { lineRange } from '../../model/location.ts'
import type { Rule } from '../../model/rule.ts'
import { normalizedPythonName } from '../../names/python-package.ts'
import { isNamedByPublicIndex } from '../look-alikes/suspects.ts'
import type { PackageSet } from '../package-set.ts'
import { shownRequirement } from '../pinning/entry.ts'

export const condaNameInPip: Rule<PackageSet> = {
  id: 'packages-conda-name',
  title: 'Name of a conda package asked of a Python index',
  severity: 'medium',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'Conda calls many packages otherwise than PyPI does: its `py-opencv` is `opencv-python` there, its `pytorch` is `torch`. On PyPI such a ' +
    'name belongs to another project, or to nobody: whoever registers it is installed by everybody who carries the name over.',
  remedy: 'Ask for the package by the name that it has on the Python index.',
  references: ['CWE-1357', 'CWE-829'],
  *check(set, path) {
    const seen = new Set<string>()
    for (const entry of set.packages) {
      const { ecosystem, name, line, lineEnd } = entry
      const found = ecosystem === 'pypi' ? condaName(normalizedPythonName(name)) : undefined
      if (!found || seen.has(name) || !isNamedByPublicIndex(entry)) continue
      seen.add(name)
      const at = { path, range: lineRange(line, lineEnd ?? line) }
      yield {
        message: found.held
          ? `asks pip for ${name}, conda's name of ${found.pypi}: what has it on the Python index is a placeholder`
          : `asks pip for ${name}, conda's name of ${found.pypi}: on the Python index it is another project's, or anybody's`,
        at,
        evidence: [{ at, says: `names ${name}`, excerpt: shownRequirement(entry) }],
        seen: `${name} for ${found.pypi}`,
        severity: found.held ? 'low' : 'medium',
        remedy: `Ask for ${found.pypi}.`,
      }
    }
  },
}
