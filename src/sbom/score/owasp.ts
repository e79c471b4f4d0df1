import type { BomView, Subject } from './bom-view.ts'
import {
  CATEGORIES,
  OWASP_FIELDS,
  POINTS,
  PROFILES,
  type Category,
  type OwaspField,
  type Tier,
} from './owasp/fields.ts'
import { byName, isPresent, type Scored } from './owasp/presence.ts'
import { pathSaid } from './said.ts'

interface CategoryScore {
  readonly category: Category
  readonly present: number
  readonly of: number
  readonly points: number
  readonly max: number
}

interface MissingField {
  readonly name: string
  readonly tier: Tier
  /** Where the document says it although this score does not look there. */
  readonly saidIn?: string
}

export interface ModelScore {
  /** Untrusted. */
  readonly model: string
  readonly ref?: string
  readonly score: number
  /** Before the penalty for missing critical and important fields. */
  readonly subtotal: number
  readonly penalty: number
  readonly profile: 'advanced' | 'standard' | 'basic' | 'incomplete'
  readonly categories: readonly CategoryScore[]
  readonly missing: readonly MissingField[]
}

/** What a field would add to the mean if every model that lacks it had it. */
interface Gain {
  readonly field: string
  readonly tier: Tier
  readonly models: number
  readonly points: number
  readonly saidIn?: string
}

/** The completeness score of the OWASP AIBOM generator, for comparison with what it makes. */
export interface OwaspResult {
  /** Undefined when the document names no model. */
  readonly mean?: number
  readonly models: readonly ModelScore[]
  /** Most valuable first. */
  readonly gains: readonly Gain[]
}

/** The generator scores one component, the first; here every model is put in that place in turn. */
export function owaspScore(view: BomView): OwaspResult {
  if (view.models.length === 0) return { models: [], gains: [] }
  // Models of one document lack much the same, so few combinations stand for many models.
  const combinations = new Map<string, Combination>()
  const models = view.models.map((subject) => {
    const present = presentFields(view, subject)
    const key = [...present].join(' ')
    const known = combinations.get(key)
    const combination = {
      present,
      arithmetic: known?.arithmetic ?? scoreOf(present),
      models: (known?.models ?? 0) + 1,
    }
    combinations.set(key, combination)
    return modelScore(view, subject, combination)
  })
  const mean = meanOf(models.map((m) => m.score))
  return { mean: roundedTenth(mean), models, gains: gainsOf(models, [...combinations.values()], mean) }
}

/** Models that have the same fields. */
interface Combination {
  readonly present: ReadonlySet<string>
  readonly arithmetic: Arithmetic
  readonly models: number
}

function gainsOf(models: readonly ModelScore[], combinations: readonly Combination[], mean: number): Gain[] {
  const lacking = Map.groupBy(
    models.flatMap((m) => m.missing),
    (f) => f.name,
  )
  return [...lacking]
    .map(([field, missing]): Gain => {
      const filled = combinations.reduce(
        (sum, { present, models: count }) => sum + scoreOf(new Set([...present, field])).score * count,
        0,
      )
      const saidIn = missing.find((f) => f.saidIn !== undefined)?.saidIn
      return {
        field,
        tier: missing[0]!.tier,
        models: missing.length,
        points: roundedTenth(filled / models.length - mean),
        ...(saidIn !== undefined && { saidIn }),
      }
    })
    .toSorted((a, b) => b.points - a.points || a.field.localeCompare(b.field, 'en'))
}

function presentFields(view: BomView, subject: Subject): ReadonlySet<string> {
  const scored = scoredOf(view, subject)
  return new Set(OWASP_FIELDS.filter((f) => isPresent(scored, f)).map((f) => f.name))
}

function scoredOf({ root, metadata }: BomView, { fields }: Subject): Scored {
  return { root, metadata, model: fields }
}

function modelScore(
  view: BomView,
  subject: Subject,
  { present, arithmetic: { score, subtotal, penalty, categories } }: Combination,
): ModelScore {
  const scored = scoredOf(view, subject)
  const profile = PROFILES.find((p) => score >= p.minimum && p.fields.every((f) => byName(scored, f)))
  return {
    model: subject.name,
    ...(subject.ref !== undefined && { ref: subject.ref }),
    score,
    subtotal,
    penalty,
    profile: profile?.name ?? 'incomplete',
    categories,
    missing: missingOf(present).map(({ name, tier, properPlace }) => {
      const saidIn = properPlace === undefined ? undefined : pathSaid(subject.fields, properPlace)
      return { name, tier, ...(saidIn !== undefined && { saidIn }) }
    }),
  }
}

type Arithmetic = Pick<ModelScore, 'score' | 'subtotal' | 'penalty' | 'categories'>

function scoreOf(present: ReadonlySet<string>): Arithmetic {
  const categories = CATEGORIES.map((category): CategoryScore => {
    const asked = OWASP_FIELDS.filter(
      (f) => f.category === category && (!f.onlyIfPresent || present.has(f.name)),
    )
    const has = asked.filter((f) => present.has(f.name)).length
    const percentage = (has / asked.length) * 100
    const max = POINTS[category]
    return { category, present: has, of: asked.length, points: roundedTenth((percentage / 100) * max), max }
  })
  const subtotal = categories.reduce((sum, c) => sum + c.points, 0)
  const penalty = penaltyFor(missingOf(present))
  const score = Math.max(0, Math.min(100, roundedTenth(subtotal * penalty)))
  return { score, subtotal: roundedTenth(subtotal), penalty, categories }
}

function missingOf(present: ReadonlySet<string>): readonly OwaspField[] {
  return OWASP_FIELDS.filter((f) => !f.onlyIfPresent && !present.has(f.name))
}

function penaltyFor(missing: readonly OwaspField[]): number {
  const count = (tier: Tier): number => missing.filter((f) => f.tier === tier).length
  const critical = count('critical')
  const forCritical = critical > 3 ? 0.8 : critical >= 2 ? 0.9 : 1
  return count('important') >= 5 ? forCritical * 0.95 : forCritical
}

function meanOf(scores: readonly number[]): number {
  return scores.reduce((sum, s) => sum + s, 0) / scores.length
}

/** To one digit as Python rounds: of two that are as near, the even one. */
function roundedTenth(value: number): number {
  const quarters = value * 4
  const isTie = Number.isInteger(quarters) && Math.abs(quarters % 2) === 1
  if (!isTie) return Number(value.toFixed(1))
  const below = Math.floor(value * 10)
  return (below % 2 === 0 ? below : below + 1) / 10
}
