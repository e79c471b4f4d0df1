import { posix } from 'node:path'
import { isArray, isObject, member, type JsonMember, type JsonValue } from '../../bytes/json.ts'
import type { Attribute } from '../../model/attribute.ts'
import type { SightedRelation, Sighting } from '../../model/sighting.ts'
import { attribute, evidenceAt, isSecretKey, textOf } from '../../syntax/stated.ts'
import { withoutSecretArguments } from '../tracked-run.ts'
import { inTree, tracked, type Tracked } from './output.ts'

const MAX_STAGES = 1000
const MAX_ITEMS = 1000
const TRAINS = /(?:^|[^a-z])(?:train|training|fine-?_?tune|finetuning|fit|sft|pretrain|dpo|rlhf)(?:$|[^a-z])/i
const EVALUATES = /(?:^|[/_.-])(?:test|val|valid|validation|eval|holdout|dev)(?:$|[/_.-])/i

interface Stage {
  readonly name: string
  readonly line: number
  readonly command: JsonMember | undefined
  readonly inputs: readonly Tracked[]
  readonly outputs: readonly Tracked[]
  readonly parameters: readonly Attribute[]
}

/** `dvc.yaml` says what stages do, `dvc.lock` with which bytes they did it last. */
export function* pipelineSightings(root: JsonValue, path: string): Generator<Sighting> {
  const listed = member(root, 'stages')?.value
  if (!isObject(listed)) return
  for (const m of listed.members.slice(0, MAX_STAGES)) {
    const stage = stageOf(m, path)
    if (!stage) continue
    const { inputs, outputs } = stage
    for (const { subject, line, attributes } of [...inputs, ...outputs])
      yield {
        subject,
        evidence: evidenceAt(path, line, `is part of the stage ${stage.name.slice(0, 80)}`),
        attributes,
        relations: [],
        distributions: [],
      }
    if (trains(stage)) yield training(stage, path)
  }
}

/** A stage that makes a model and says that it trains; data and figures are made by the others. */
function trains({ name, command, outputs }: Stage): boolean {
  const text = `${name} ${textOf(command?.value) ?? ''}`.slice(0, 2000)
  return outputs.some((o) => o.subject.kind === 'model') && TRAINS.test(text)
}

function training(stage: Stage, path: string): Sighting {
  const { name, line, command, inputs, outputs, parameters } = stage
  const evidence = evidenceAt(path, line, 'is a stage that trains')
  const relations = [
    ...outputs
      .filter((o) => o.subject.kind === 'model')
      .map(({ subject: to }): SightedRelation => ({ kind: 'provides', to })),
    ...inputs.map(({ subject: to }): SightedRelation => {
      if (to.kind === 'model') return { kind: 'derived-from', to }
      return { kind: EVALUATES.test(posix.basename(to.path)) ? 'tested-on' : 'trained-on', to }
    }),
  ]
  const said = withoutSecretArguments(textOf(command?.value) ?? '')
  return {
    // The lock speaks of the same stages as the pipeline beside it.
    subject: { by: 'name', kind: 'training', registry: posix.join(posix.dirname(path), 'dvc.yaml'), name },
    evidence,
    attributes: [
      ...attribute('entry-point', said, evidenceAt(path, command?.line, 'is the command of the stage')),
      ...parameters,
    ],
    relations,
    distributions: [],
  }
}

function stageOf(m: JsonMember, path: string): Stage | undefined {
  // What `foreach` and `matrix` expand to is in the lock.
  const body = member(m.value, 'do')?.value ?? m.value
  if (!isObject(body)) return undefined
  const inner = textOf(member(body, 'wdir')?.value)
  const base = posix.dirname(path)
  const folder = inner === undefined || inner === '.' ? base : inTree(inner, base)
  if (folder === undefined) return undefined
  return {
    name: m.key,
    line: m.line,
    command: member(body, 'cmd'),
    inputs: tracks(member(body, 'deps')?.value, folder, path),
    outputs: tracks(member(body, 'outs')?.value, folder, path),
    parameters: parametersOf(member(body, 'params')?.value, path),
  }
}

/** Paths, maps of a path to its options, or, in a lock, maps with a `path`. */
function tracks(value: JsonValue | undefined, folder: string, path: string): Tracked[] {
  return (isArray(value) ? value.items.slice(0, MAX_ITEMS) : []).flatMap((item) => {
    if (isObject(item) && member(item, 'path') !== undefined) return tracked(item, folder, path) ?? []
    const line = isObject(item) ? item.line : isArray(value) ? value.line : 1
    const text = isObject(item) ? item.members[0]?.key : textOf(item)
    const named =
      text === undefined
        ? undefined
        : { kind: 'object' as const, line, members: [{ key: 'path', line, value: text }] }
    return named === undefined ? [] : (tracked(named, folder, path) ?? [])
  })
}

/** In a lock: `{params.yaml: {train.lr: 0.1}}`. */
function parametersOf(value: JsonValue | undefined, path: string): Attribute[] {
  const files = isObject(value) ? value.members.slice(0, 20) : []
  const out: Attribute[] = []
  const visit = (prefix: string, m: JsonMember, depth: number): void => {
    const key = prefix === '' ? m.key : `${prefix}.${m.key}`
    if (out.length >= MAX_ITEMS || isSecretKey(m.key)) return
    if (isObject(m.value)) {
      if (depth < 8) for (const inner of m.value.members) visit(key, inner, depth + 1)
      return
    }
    const evidence = evidenceAt(path, m.line, 'is a parameter of the stage')
    const text = isArray(m.value)
      ? m.value.items
          .slice(0, 50)
          .map((i) => textOf(i) ?? '')
          .join(', ')
      : textOf(m.value)
    out.push(...attribute('hyperparameter', text ?? null, evidence, { key: key.slice(0, 200) }))
  }
  for (const file of files) if (isObject(file.value)) for (const m of file.value.members) visit('', m, 0)
  return out
}
