import { quoted } from '../../../bytes/zip/central-directory.ts'
import { byteRange } from '../../../model/location.ts'
import type { Rule } from '../../../model/rule.ts'
import type { TorchFacts } from '../facts.ts'

export const ambiguousEntry: Rule<TorchFacts> = {
  id: 'torch-ambiguous-entry',
  title: 'More than one pickle that could be the entry point',
  severity: 'high',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'PyTorch loads `data.pkl` of the folder that its first member names, without regard to case. A second `data.pkl` - ' +
    'in another case, in another folder - is what another loader or a scanner takes instead. All are examined.',
  remedy: 'Do not load it; ask the publisher for a file that `torch.save` wrote.',
  references: ['CWE-178', 'CWE-436'],
  *check({ kind, entryPoints, root }, path) {
    const reached = entryPoints.filter((e) => e.reached)
    for (const entry of entryPoints) {
      const rival = reached.find((e) => e !== entry)
      const at = { path, range: byteRange(entry.at, entry.at + 30) }
      const evidence = [
        { at, says: `the root is ${quoted(root)}, the member ${quoted(entry.name)}` },
      ] as const
      if (entry.reached && rival !== undefined) {
        const message = `has two entry points: ${quoted(entry.name)} and ${quoted(rival.name)}`
        yield { message, at, evidence, seen: `${entry.name} ${rival.name}` }
        return
      }
      // A package may hold whatever its author calls so; several unpacked checkpoints in one archive are no trick.
      if (entry.reached || kind === 'package') continue
      const message = `holds an entry point where PyTorch does not look: ${quoted(entry.name)}`
      yield { message, at, evidence, seen: entry.name, severity: rival === undefined ? 'low' : 'medium' }
    }
  },
}
