import { openMember } from '../../bytes/zip/member.ts'
import type { ZipArchive } from '../../bytes/zip/types.ts'
import { KiB, MiB, type Context } from '../../model/context.ts'
import type { Bytes } from '../../model/entry.ts'
import { ReadError } from '../../model/read-error.ts'
import type { Effect } from '../pickle/contract.ts'
import { Evidence } from '../pickle/machine/evidence.ts'
import { Machine } from '../pickle/machine/machine.ts'
import type { Value } from '../pickle/value.ts'
import type { TrainingArguments } from './facts.ts'
import { rootOf } from './layout.ts'

/** Arguments are a few kilobytes; what holds weights is far larger. */
const MAX_ARCHIVE = MiB
const MAX_PICKLE = 512 * KiB
const MAX_SETTINGS = 1000
const MAX_TEXT = 1000
const MAX_LIST = 50
/** What every version of the arguments of transformers' Trainer has. */
const TELLING = ['output_dir', 'learning_rate', 'num_train_epochs']

/**
 * The arguments of a training run, as transformers' Trainer and those that build on it leave them in
 * `training_args.bin`. Told by what the object holds: every project derives its own class.
 */
export function trainingArguments(
  bytes: Bytes,
  archive: ZipArchive,
  ctx: Context,
): TrainingArguments | undefined {
  if (bytes.size > MAX_ARCHIVE) return undefined
  const path = `${rootOf(archive)}/data.pkl`.toLowerCase()
  const entry = archive.entries.find((e) => e.name.toLowerCase() === path)
  if (entry === undefined || entry.size > MAX_PICKLE) return undefined
  let found: TrainingArguments | undefined
  try {
    const member = openMember(bytes, entry, ctx)
    try {
      const onEffect = (effect: Effect): void => {
        found ??= argumentsOf(effect)
      }
      new Machine(member.bytes, ctx, { onEffect }).run(0, new Evidence())
    } finally {
      member.close()
    }
  } catch (error) {
    // The pickle format reads the same bytes and says what is wrong with them.
    if (!(error instanceof ReadError)) throw error
  }
  return found
}

function argumentsOf(effect: Effect): TrainingArguments | undefined {
  if (effect.kind !== 'build' || effect.target.kind !== 'call' || effect.state.kind !== 'dict')
    return undefined
  const { callee } = effect.target
  if (callee.kind !== 'global') return undefined
  const settings: (readonly [string, string])[] = []
  for (const [key, value] of effect.state.items.slice(0, MAX_SETTINGS)) {
    const text = key.kind === 'str' ? textOf(value, 0) : undefined
    if (key.kind === 'str' && text !== undefined)
      settings.push([key.value.slice(0, 200), text.slice(0, MAX_TEXT)])
  }
  const names = new Set(settings.map(([key]) => key))
  if (!TELLING.every((key) => names.has(key))) return undefined
  return { module: callee.module, name: callee.name, settings }
}

/** Enumerations are calls of their class with the value; what is no value is left out. */
function textOf(value: Value, depth: number): string | undefined {
  switch (value.kind) {
    case 'bool':
      return String(value.value)
    case 'int':
      return String(value.value)
    case 'float':
      return Number.isFinite(value.value) ? String(value.value) : undefined
    case 'str':
      return value.value
    case 'call':
      return value.args.length === 1 && value.args[0]?.kind === 'str' ? value.args[0].value : undefined
    case 'list':
    case 'tuple': {
      const items = value.items
        .slice(0, MAX_LIST)
        .map((item) => (depth > 1 ? undefined : textOf(item, depth + 1)))
      return items.length > 0 && items.every((item) => item !== undefined) ? items.join(', ') : undefined
    }
    default:
      return undefined
  }
}
