import { quoted } from '../../../bytes/zip/central-directory.ts'
import { byteRange } from '../../../model/location.ts'
import type { Rule } from '../../../model/rule.ts'
import type { TorchFacts } from '../facts.ts'

export const packageCode: Rule<TorchFacts> = {
  id: 'torch-package-code',
  title: 'A torch.package that brings its own Python code',
  severity: 'low',
  confidence: 'certain',
  since: '0.1.0',
  description:
    '`torch.package` archives hold Python modules. `PackageImporter` runs them when an object of the package is loaded, ' +
    'with all rights of the process. Each source is examined like a file of its own.',
  remedy: 'Read the listed sources before you import the package.',
  references: ['CWE-829'],
  *check({ sources }, path) {
    const [first] = sources
    if (first === undefined) return
    const at = { path, range: byteRange(first.at, first.at + 30) }
    const others = sources.length > 1 ? ` and ${sources.length - 1} more` : ''
    yield {
      message: `runs the Python modules that it contains when it is loaded: ${quoted(first.name)}${others}`,
      at,
      evidence: [{ at, says: `${sources.length} Python sources` }],
      seen: 'python modules',
    }
  },
}
