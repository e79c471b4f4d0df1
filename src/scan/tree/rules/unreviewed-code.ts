import { posix } from 'node:path'
import type { Rule } from '../../../model/rule.ts'
import type { TreeFacts } from '../facts.ts'
import { allPaths } from '../shards.ts'

const CODE = /\.(?:py|pyi|pyc|so|dll|dylib|pyd)$/i

export const unreviewedCode: Rule<TreeFacts> = {
  id: 'tree-unreviewed-code',
  title: 'Names code that is not there to be examined',
  severity: 'medium',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'A configuration makes its loader import a module that lies beside it, and the module was not among what was ' +
    'scanned. Code that is there is reviewed, and its own findings decide; code that is not there will be whatever ' +
    'the loader finds or fetches on the day.',
  remedy: 'Scan the folder together with the code that its configuration names, from the same revision.',
  references: ['CWE-829', 'CWE-494'],
  *check(facts) {
    const present = new Set(allPaths(facts))
    for (const { path, record } of facts.records) {
      if (record.kind !== 'reference' || !CODE.test(record.target)) continue
      const folder = posix.dirname(path)
      if (present.has(posix.join(folder, record.target)) || path.includes('!')) continue
      const at = { path }
      const message = `runs code on load that was not examined: ${record.target} (${record.why})`
      yield {
        message,
        at,
        evidence: [{ at, says: `names ${record.target}, which is not in the folder` }],
        seen: record.target,
      }
    }
  },
}
