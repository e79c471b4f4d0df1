import { quoted } from '../../../bytes/zip/central-directory.ts'
import { byteRange } from '../../../model/location.ts'
import type { Rule } from '../../../model/rule.ts'
import type { StorageFlaw, TorchFacts } from '../facts.ts'
import type { Severity } from '../../../model/severity.ts'

/** A short storage is read past its end; a long one only carries what no tensor shows. */
const SEVERITY: Readonly<Record<StorageFlaw['kind'], Severity>> = {
  short: 'high',
  long: 'low',
  undeclared: 'low',
}

export const storageMismatch: Rule<TorchFacts> = {
  id: 'torch-storage-mismatch',
  title: 'Tensor data that is not what the pickle declares',
  severity: 'high',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'The pickle says how many elements each storage has, the archive how many bytes there are. A storage that declares ' +
    'more than it holds makes loaders read memory that is not its own; bytes beyond what is declared, and members ' +
    'that no tensor uses, can carry anything.',
  remedy: 'Do not load it; fetch the file again from its publisher and compare digests.',
  references: ['CWE-125', 'CWE-1284'],
  *check({ storages }, path) {
    for (const { name, at: offset, kind, says } of storages.slice(0, 20)) {
      const at = { path, range: byteRange(offset, offset + 30) }
      const message = `${quoted(name)} ${says}`
      yield {
        message,
        at,
        evidence: [{ at, says: message }],
        seen: `${kind} ${name}`,
        severity: SEVERITY[kind],
      }
    }
  },
}
