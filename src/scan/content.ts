import type { Context } from '../model/context.ts'
import type { Sample } from '../model/entry.ts'
import type { Gap } from '../model/finding.ts'
import type { Format } from '../model/format.ts'
import type { RuledDraft } from './inspect.ts'

/** What the bytes are against what the name says they are; unclaimed bytes are searched for what loaders would find. */
export function judgeContent(
  _sample: Sample,
  _read: readonly Format<unknown>[],
  _ctx: Context,
): { drafts: readonly RuledDraft[]; gaps: readonly Gap[] } {
  return { drafts: [], gaps: [] }
}
