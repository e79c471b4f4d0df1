import type { Attribute, AttributeName } from '../model/attribute.ts'
import type { InventoryItem, Relation } from '../model/component.ts'
import { surest } from './combine.ts'
import type { Graph } from './runs.ts'

/** What a model has from the one that it was made of, however often it was made into another. */
const INHERITED: readonly AttributeName[] = ['family']
/** What an adapter has besides: it changes weights, not what is computed with them. */
const OF_ADAPTERS: readonly AttributeName[] = ['architecture']
/** Accounts under which machines work: nobody's name. */
const MACHINES =
  /^(?:root|admin|administrator|user|ubuntu|debian|ec2-user|centos|azureuser|jovyan|runner|docker|jenkins|gitlab-runner|github-actions(?:\[bot\])?|nobody|unknown|default|app|mlflow|airflow|sagemaker-user|vscode|colab|kaggle)$/i
const MAX_GENERATIONS = 32

/** Adds what follows from how models were made: the family of their base, by whom, and that they are made here. */
export function withLineage({ items, relations }: Graph): InventoryItem[] {
  const byId = new Map(items.map((i) => [i.id, i]))
  const bases = Map.groupBy(
    relations.filter((r) => r.kind === 'derived-from'),
    (r) => r.from,
  )
  const runs = new Set(items.filter((i) => i.kind === 'training').map((i) => i.id))
  const made = new Map(
    relations.filter((r) => r.kind === 'provides' && runs.has(r.from)).map((r) => [r.to, r]),
  )
  const inherited = (item: InventoryItem, name: AttributeName): Attribute | undefined => {
    let current: InventoryItem | undefined = item
    for (let generation = 0; current && generation < MAX_GENERATIONS; generation++) {
      const own = current.attributes.find((a) => a.name === name)
      if (own && current !== item) {
        const says = `is what its base ${current.name} is`
        return { ...own, status: 'inferred', evidence: { at: own.evidence.at, says } }
      }
      const [base]: Relation[] = bases.get(current.id) ?? []
      current = base && byId.get(base.to)
    }
    return undefined
  }
  return items.map((item) => {
    if (item.kind !== 'model') return item
    const lacks = (name: AttributeName): boolean => !item.attributes.some((a) => a.name === name)
    const adapter = item.attributes.some((a) => a.name === 'role' && a.value === 'adapter')
    const asked = adapter ? [...INHERITED, ...OF_ADAPTERS] : INHERITED
    const added = asked.filter(lacks).flatMap((name) => inherited(item, name) ?? [])
    const run = made.get(item.id)
    if (run && item.artifacts.length > 0 && lacks('source'))
      added.push({ name: 'source', value: 'local-fine-tune', status: 'inferred', evidence: run.evidence })
    if (run && lacks('author')) added.push(...authors(byId.get(run.from)))
    return added.length === 0 ? item : { ...item, attributes: surest([...item.attributes, ...added]) }
  })
}

/** Who ran what made a model is its author, as far as anybody knows. */
function authors(run: InventoryItem | undefined): Attribute[] {
  return (run?.attributes ?? [])
    .filter((a) => (a.name === 'experimenter' || a.name === 'author') && !MACHINES.test(a.value))
    .map(({ value, evidence: { at } }) => ({
      name: 'author',
      value,
      status: 'inferred',
      evidence: { at, says: 'ran the training that made it' },
    }))
}
