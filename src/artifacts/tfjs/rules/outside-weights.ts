import { lineRange } from '../../../model/location.ts'
import type { Rule } from '../../../model/rule.ts'
import { outsidePath } from '../../outside-path.ts'
import type { TfjsFacts } from '../facts.ts'

export const outsideWeights: Rule<TfjsFacts> = {
  id: 'tfjs-outside-weights',
  title: 'Weights come from elsewhere',
  severity: 'high',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'The manifest names the files of weights. Loaders join the names with the address of the model; one that leaves its folder ' +
    'makes them read local files or fetch from another host.',
  remedy: 'Do not load it; keep only models whose weights lie beside them.',
  references: ['CWE-22', 'CWE-918'],
  *check({ weights }, path) {
    for (const { path: named, line } of weights) {
      const flaw = outsidePath(named)
      if (flaw === undefined) continue
      const at = { path, range: lineRange(line) }
      const message = `reads weights from ${JSON.stringify(named.slice(0, 120))}, which ${flaw}`
      yield { message, at, evidence: [{ at, says: 'path in the manifest of weights' }], seen: named }
    }
  },
}
