import type { Derivation, DeviationClass, TensorResult } from '../../lineage/verdict/derivation.ts'
import { sha256 } from '../../model/identity.ts'
import { plural } from '../../text/sizes.ts'
import { visibleJson } from '../../text/visible.ts'
import { physicalLocation } from '../sarif-location.ts'
import { sarifText } from '../sarif-text.ts'
import { count, figure, mismatchRate, percent, rowRanges } from './figures.ts'
import { documentOf } from './document.ts'
import { opinionOf } from './opinion.ts'
import { CLASS_MEANS, CLASS_NAME } from './words.ts'

type SarifLevel = 'error' | 'warning' | 'note'

/** What a result can be about. The ids are public. */
const RULES = {
  'derive-tensor-deviates': 'A tensor is not what the reference gives',
  'derive-tensor-extra': 'A tensor is not in the reference',
  'derive-tensor-missing': 'A tensor of the reference is missing',
  'derive-field-deviates': 'A field beside the weights is not that of the reference',
  'derive-structure': 'The files contradict themselves',
} as const
type RuleId = keyof typeof RULES

interface Deviation {
  readonly rule: RuleId
  readonly level: SarifLevel
  readonly message: string
  /** The tensor or field, as a place inside the file. */
  readonly member?: string
  readonly file?: string
  /** What goes into the fingerprint: without figures that a better measurement would change. */
  readonly seen: readonly string[]
  readonly properties?: object
}

const RANGES = 3

/** SARIF 2.1.0: a result for each thing that deviates, a notification for each that could not be compared. */
export function sarif(unsorted: Derivation): string {
  const result = documentOf(unsorted)
  const { level, class: kind, candidate, reference, confidence, unmapped } = result
  const opinion = opinionOf(result)
  const deviations = deviationsOf(result)
  const ids = Object.keys(RULES).filter((id) => deviations.some((d) => d.rule === id))
  const means = CLASS_MEANS[kind]
  return visibleJson({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Assay',
            rules: ids.map((id) => ({
              id,
              shortDescription: { text: `${RULES[id as RuleId]}.` },
              ...(means !== undefined && { help: { text: means } }),
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: {
          SRCROOT: { description: { text: 'The folder that holds the candidate.' } },
        },
        invocations: [
          {
            executionSuccessful: level !== 'U',
            toolExecutionNotifications: gapsOf(result).map((text) => ({
              level: 'warning',
              message: { text: sarifText(text) },
            })),
          },
        ],
        results: deviations.map((deviation) => ({
          ruleId: deviation.rule,
          ruleIndex: ids.indexOf(deviation.rule),
          level: deviation.level,
          message: { text: sarifText(deviation.message) },
          locations: [locationOf(deviation, result)],
          partialFingerprints: { 'assayDerivation/v1': fingerprintOf(deviation, result) },
          ...(deviation.properties && { properties: deviation.properties }),
        })),
        properties: {
          level,
          class: kind,
          says: opinion.headline,
          candidate,
          reference,
          confidence,
          unmapped: unmapped.length,
        },
      },
    ],
  })
}

function deviationsOf(result: Derivation): Deviation[] {
  const { tensors, fields, structure, missing } = result
  return [
    ...tensors.flatMap((tensor) => tensorDeviation(tensor, result.class)),
    ...missing.map((name): Deviation => ({
      rule: 'derive-tensor-missing',
      level: 'warning',
      message: `${name} of the reference is missing`,
      member: name,
      seen: [name],
    })),
    ...fields
      .filter((f) => f.weight === 'deviates')
      .map(({ area, field, official, candidate }): Deviation => ({
        rule: 'derive-field-deviates',
        level: 'error',
        message: `${area} ${field} deviates`,
        member: field,
        seen: [area, field, candidate],
        properties: { area, field, official, candidate },
      })),
    ...structure.map(({ kind, file, tensor, says }): Deviation => ({
      rule: 'derive-structure',
      level: 'error',
      message: says,
      file,
      ...(tensor !== undefined && { member: tensor }),
      seen: [kind, tensor ?? ''],
      properties: { kind },
    })),
  ]
}

function tensorDeviation(tensor: TensorResult, kind: DeviationClass): Deviation[] {
  const { name, verdict, type, mismatches, compared, z, relativeError, cosine, rows, says } = tensor
  if (verdict === 'extra' || verdict === 'missing')
    return [
      {
        rule: verdict === 'extra' ? 'derive-tensor-extra' : 'derive-tensor-missing',
        level: 'warning',
        message: verdict === 'extra' ? `${name} is not in the reference` : `${name} is missing`,
        member: name,
        seen: [name],
      },
    ]
  if (verdict !== 'L0') return []
  const where = rowRanges(tensor, RANGES)
  const text = [
    `${name} (${type}) deviates: ${count(mismatches)} of ${plural(compared, 'code')} (${percent(mismatchRate(tensor))}) differ`,
    z === null ? '' : `z ${figure(z)}`,
    where === '' ? '' : `most in rows ${where}`,
    ...says,
  ]
  return [
    {
      rule: 'derive-tensor-deviates',
      level: 'error',
      message: `${text.filter(Boolean).join('; ')}. Taken together: ${CLASS_NAME[kind]}.`,
      member: name,
      seen: [name],
      properties: { type, mismatches, compared, z, relativeError, cosine, rows },
    },
  ]
}

function gapsOf({ tensors, unmapped, level, says }: Derivation): string[] {
  const told = new Set(tensors.map((t) => t.name))
  return [
    ...(level === 'U' ? [`not comparable${says === '' ? '' : `: ${says}`}`] : []),
    ...tensors
      .filter((t) => t.verdict === 'U')
      .map((t) => `not compared: ${[`${t.name} (${t.type})`, ...t.says].join('; ')}`),
    ...unmapped
      .filter((name) => !told.has(name))
      .map((name) => `not compared: ${name} has no counterpart in the reference`),
  ]
}

/** The candidate's file. A tensor of several shards is placed in the first. */
function locationOf({ file, member }: Deviation, { candidate }: Derivation): object {
  const path = file ?? candidate.files[0]?.name ?? candidate.name
  const physical = { physicalLocation: physicalLocation({ path: withoutScheme(path) }, '') }
  if (member === undefined) return physical
  return {
    ...physical,
    logicalLocations: [{ name: member, fullyQualifiedName: `${path}!${member}`, kind: 'member' }],
  }
}

/** An address is no path of a folder: its last part names the file. */
function withoutScheme(path: string): string {
  return path.split(/[/\\]/).at(-1)?.replaceAll('!', '') ?? path
}

function fingerprintOf({ rule, seen }: Deviation, { candidate, reference }: Derivation): string {
  const subject = candidate.files.map((f) => f.digest ?? f.identity ?? f.name)
  const against = reference.files.map((f) => f.digest ?? f.identity ?? f.name)
  return sha256(JSON.stringify([rule, subject, against, seen])).slice('sha256:'.length, 'sha256:'.length + 32)
}
