import type { FindingDraft, Rule } from '../../../model/rule.ts'
import type { TreeFacts } from '../facts.ts'
import { allPaths, shardIndexes, shardSets } from '../shards.ts'

export const missingShard: Rule<TreeFacts> = {
  id: 'tree-missing-shard',
  title: 'A part of the model is not there',
  severity: 'low',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'The index or the numbering of a sharded model names a file that is not in the folder. What was examined is not ' +
    'the whole model, and some loaders fetch the missing part from elsewhere when they start.',
  remedy: 'Download the missing files from the revision that the others came from, then scan again.',
  references: ['CWE-353'],
  *check(facts) {
    const present = new Set(allPaths(facts))
    for (const { path, declared } of shardIndexes(facts)) {
      const missing = declared.filter((shard) => !present.has(shard))
      if (missing.length === 0) continue
      const names = missing.map((m) => m.slice(m.lastIndexOf('/') + 1))
      yield draft(
        path,
        `names ${count(missing.length)} that ${missing.length === 1 ? 'is' : 'are'} not there: ${some(names)}`,
        names,
      )
    }
    for (const { stem, total, extension, shards } of shardSets([...present])) {
      const [first] = [...shards.values()].toSorted()
      // A single shard among thousands is a file, not an incomplete model; so is one behind an index, told above.
      if (shards.size >= total || first === undefined || hasIndex(first, facts)) continue
      const names: string[] = []
      for (let n = 1; n <= total && names.length <= total - shards.size; n++)
        if (!shards.has(n)) names.push(`${stem}-${pad(n)}-of-${pad(total)}${extension}`)
      if (names.length > 0)
        yield draft(
          first,
          `belongs to a model of ${total} parts, ${names.length} of them not there: ${some(names)}`,
          names,
        )
    }
  },
}

function draft(path: string, message: string, names: readonly string[]): FindingDraft {
  const at = { path }
  return { message, at, evidence: [{ at, says: `not in the folder: ${some(names)}` }], seen: names.join(' ') }
}

function hasIndex(shard: string, facts: TreeFacts): boolean {
  return shardIndexes(facts).some((index) => index.declared.includes(shard))
}

function count(n: number): string {
  return n === 1 ? 'a shard' : `${n} shards`
}

function some(names: readonly string[]): string {
  return names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ')
}

function pad(n: number): string {
  return String(n).padStart(5, '0')
}
