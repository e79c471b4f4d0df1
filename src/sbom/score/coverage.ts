import type { Inventory } from '../../inventory/inventory.ts'
import type { ComponentKind } from '../../model/component.ts'
import { recordsOf, type RecordEntry } from './record.ts'

interface KindCoverage {
  readonly kind: ComponentKind
  readonly items: number
  readonly questions: number
  readonly answered: number
}

/** How much of what a bill of materials should say is said, and how well it is known. */
export interface Coverage {
  readonly questions: number
  readonly answered: number
  /** Answers by weight: verified 1, declared 0.8, inferred 0.5, unknown 0; over the number of questions. */
  readonly weighted: number
  readonly byStatus: Readonly<Record<RecordEntry['status'], number>>
  readonly byKind: readonly KindCoverage[]
  /** Every open question. */
  readonly unknown: readonly {
    readonly id: string
    readonly kind: ComponentKind
    readonly question: string
  }[]
}

const WEIGHT: Readonly<Record<RecordEntry['status'], number>> = {
  verified: 1,
  declared: 0.8,
  inferred: 0.5,
  unknown: 0,
}

export function coverageOf(inventory: Inventory): Coverage {
  const records = recordsOf(inventory)
  const asked = inventory.items.flatMap((item) =>
    records(item).map((entry) => ({ ...entry, id: item.id, kind: item.kind })),
  )
  const count = (status: RecordEntry['status']): number => asked.filter((a) => a.status === status).length
  const byStatus = {
    verified: count('verified'),
    declared: count('declared'),
    inferred: count('inferred'),
    unknown: count('unknown'),
  }
  const sum = asked.reduce((total, { status }) => total + WEIGHT[status], 0)
  return {
    questions: asked.length,
    answered: asked.length - byStatus.unknown,
    weighted: asked.length === 0 ? 0 : sum / asked.length,
    byStatus,
    byKind: [...Map.groupBy(asked, (a) => a.kind)].map(([kind, entries]) => ({
      kind,
      items: inventory.items.filter((i) => i.kind === kind).length,
      questions: entries.length,
      answered: entries.filter((e) => e.status !== 'unknown').length,
    })),
    unknown: asked.flatMap(({ id, kind, name, status }) =>
      status === 'unknown' ? [{ id, kind, question: name }] : [],
    ),
  }
}
