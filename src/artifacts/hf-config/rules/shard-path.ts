import { lineRange } from '../../../model/location.ts'
import type { Rule } from '../../../model/rule.ts'
import type { HfConfigFacts } from '../facts.ts'

export const shardPath: Rule<HfConfigFacts> = {
  id: 'hf-config-shard-path',
  title: 'Weights index points outside the model',
  severity: 'high',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'An index says which file holds which tensor. A shard that is an absolute path, a URL, or climbs out of the folder makes ' +
    'the loader read a file that is no part of the model: another model’s weights, a pickle, a device.',
  remedy: 'Do not load it; shards lie beside the index.',
  references: ['CWE-22'],
  *check(facts, path) {
    for (const { tensor, shard, line } of facts.strayShards) {
      const at = { path, range: lineRange(line) }
      const name = shard.slice(0, 120)
      yield {
        message: name ? `reads a shard from outside the model: ${name}` : 'names no file for a tensor',
        at,
        evidence: [{ at, says: `${tensor.slice(0, 100)} lies in ${name || 'nothing'}` }],
        seen: `shard ${shard}`,
        severity: name ? 'high' : 'medium',
      }
    }
  },
}
