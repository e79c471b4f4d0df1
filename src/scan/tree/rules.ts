import type { Rule } from '../../model/rule.ts'
import type { TreeFacts } from './facts.ts'
import { derivationContradicted } from './rules/derivation-contradicted.ts'
import { derivationDeviates } from './rules/derivation-deviates.ts'
import { derivationOtherBytes } from './rules/derivation-other-bytes.ts'
import { digestMismatch } from './rules/digest-mismatch.ts'
import { escapingLink } from './rules/escaping-link.ts'
import { missingShard } from './rules/missing-shard.ts'
import { orphanBytecode } from './rules/orphan-bytecode.ts'
import { undeclaredShard } from './rules/undeclared-shard.ts'
import { unreviewedCode } from './rules/unreviewed-code.ts'

export const treeRules: readonly Rule<TreeFacts>[] = [
  derivationContradicted,
  derivationDeviates,
  derivationOtherBytes,
  digestMismatch,
  escapingLink,
  missingShard,
  orphanBytecode,
  undeclaredShard,
  unreviewedCode,
]
