import { posix } from 'node:path'
import type { Rule } from '../../../model/rule.ts'
import type { TreeFacts } from '../facts.ts'
import { allPaths, shardIndexes, shardSets } from '../shards.ts'

export const undeclaredShard: Rule<TreeFacts> = {
  id: 'tree-undeclared-shard',
  title: 'A shard that the model does not know of',
  severity: 'medium',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'A file named like a part of a sharded model is not declared in its index, or is numbered past the end. ' +
    'Loaders that go by the pattern of the name load it, those that go by the index do not.',
  remedy: 'Remove the file, or fetch the whole model again from one revision.',
  references: ['CWE-1284'],
  *check(facts) {
    const indexes = shardIndexes(facts)
    for (const { folder, stem, total, shards, extension } of shardSets(allPaths(facts))) {
      const index = indexes.find(
        (i) => posix.dirname(i.path) === folder && i.declared.some((d) => isNamed(d, stem, extension)),
      )
      for (const [number, path] of shards) {
        const past = number < 1 || number > total
        if (!past && (!index || index.declared.includes(path))) continue
        const at = { path }
        const why = past
          ? `is number ${number} of ${total}`
          : `is not declared in ${posix.basename(index?.path ?? '')}`
        yield {
          message: `${why}: loaders disagree on whether it belongs to the model`,
          at,
          evidence: [{ at, says: why }],
          seen: posix.basename(path),
        }
      }
    }
  },
}

function isNamed(path: string, stem: string, extension: string): boolean {
  const name = posix.basename(path)
  return name.startsWith(`${stem}-`) && name.endsWith(extension)
}
