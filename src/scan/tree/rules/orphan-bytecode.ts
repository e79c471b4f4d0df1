import { posix } from 'node:path'
import type { Rule } from '../../../model/rule.ts'
import type { TreeFacts } from '../facts.ts'
import { allPaths } from '../shards.ts'

const CACHED = /^(?<stem>.+)\.cpython-\d+(?:\.opt-\d)?\.pyc$/

export const orphanBytecode: Rule<TreeFacts> = {
  id: 'tree-orphan-bytecode',
  title: 'Compiled Python without its source',
  severity: 'medium',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'Python keeps compiled modules in `__pycache__` beside their sources. One without a source was left behind or put ' +
    'there: it cannot be reviewed, and it runs as soon as someone moves it up or imports it by path.',
  remedy: 'Delete it; Python compiles modules anew from their sources.',
  references: ['CWE-506', 'CWE-829'],
  *check(facts) {
    const present = new Set(allPaths(facts))
    for (const { path } of facts.files) {
      const folder = posix.dirname(path)
      const stem = CACHED.exec(posix.basename(path))?.groups?.['stem']
      if (stem === undefined || posix.basename(folder) !== '__pycache__') continue
      const source = posix.join(posix.dirname(folder), `${stem}.py`)
      if (present.has(source)) continue
      const at = { path }
      const says = `there is no ${source}`
      yield {
        message: `is compiled Python whose source is not there: ${stem}.py`,
        at,
        evidence: [{ at, says }],
        seen: stem,
      }
    }
  },
}
