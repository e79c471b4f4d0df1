import type { Rule } from '../../../model/rule.ts'
import type { CompressedFacts } from '../../compressed.ts'
import { trailingData as rule } from '../../compressed-rules.ts'

export const trailingData: Rule<CompressedFacts> = rule('zstd', 'zstd')
