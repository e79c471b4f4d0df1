import type { InventoryItem } from '../../model/component.ts'
import { isInstant } from './instant.ts'
import { shownText } from '../plain-text.ts'
import { addressOf } from './address.ts'
import { componentOf } from './component.ts'
import { distributionReferences } from './distributions.ts'
import type {
  Component,
  Formula,
  ResourceReference,
  Step,
  Workflow,
  WorkflowInput,
  WorkflowOutput,
} from './document.ts'
import { itemProperties } from './item-properties.ts'
import { note, noted } from './notes.ts'
import { createSurroundings, type Surroundings } from './surroundings.ts'
import { all, distinct, first, listed, refsOf, runsOf, targets, type Writing } from './writing.ts'

export interface Formulation {
  readonly formulation: readonly Formula[]
  /** Components that stand in it: the images and frameworks of runs. */
  readonly components: readonly Component[]
}

/** Every training run as a workflow, with what went in, what came out, and on what it ran. */
export function formulationOf(w: Writing): Formulation {
  const runs = w.items.filter((i) => i.kind === 'training')
  if (runs.length === 0) return { formulation: [], components: [] }
  const around = createSurroundings(w)
  const workflows = runs.map((run) => workflowOf(w, run, around))
  const images = w.items.filter((i) => isTrainingImage(w, i)).map((image) => componentOf(w, image))
  const components = [...images, ...around.components()]
  const formula: Formula = {
    'bom-ref': w.refs.take('formulation'),
    ...listed('components', components),
    workflows,
  }
  return { formulation: [formula], components }
}

/** An image that nothing but training runs needs is part of the formulation alone. */
export function isTrainingImage(w: Writing, item: InventoryItem): boolean {
  if (item.kind !== 'container' || (w.from.get(item.id)?.length ?? 0) > 0) return false
  const users = w.to.get(item.id) ?? []
  return users.length > 0 && users.every((r) => w.byId.get(r.from)?.kind === 'training')
}

function workflowOf(w: Writing, run: InventoryItem, around: Surroundings): Workflow {
  const ref = w.refOf.get(run.id)!
  const { image, frameworks } = around.of(run)
  const description = first(run, 'description')
  const start = first(run, 'started-at')
  const end = first(run, 'ended-at')
  const name = shownText(run.name) || ref
  return {
    'bom-ref': ref,
    uid: shownText(first(run, 'run-id') ?? '') || ref,
    name,
    ...(description !== undefined && { description: shownText(description) }),
    ...listed('resourceReferences', [
      ...distinct([...frameworks, ...image]).map((r) => ({ ref: r })),
      ...distributionReferences(run, w.version).map((externalReference) => ({ externalReference })),
    ]),
    // There is no type for training: it builds a model out of data.
    taskTypes: ['build'],
    ...listed('steps', stepsOf(run)),
    ...listed('inputs', inputsOf(w, run)),
    ...listed('outputs', outputsOf(w, run)),
    ...(start !== undefined && isInstant(start) && { timeStart: start }),
    ...(end !== undefined && isInstant(end) && { timeEnd: end }),
    ...listed(
      'runtimeTopology',
      image.map((container) => ({ ref: container, ...listed('dependsOn', frameworks) })),
    ),
    // Who ran it stands there too: a trigger would need a type, and nobody says how a run was started.
    properties: itemProperties(w, run, { name, occurrences: false, files: false }),
  }
}

function stepsOf(run: InventoryItem): Step[] {
  const commands = all(run, 'entry-point').map((command) => ({ executed: shownText(command) }))
  return commands.length > 0 ? [{ commands }] : []
}

function inputsOf(w: Writing, run: InventoryItem): WorkflowInput[] {
  const related = targets(w, run.id, ['derived-from', 'depends-on', 'trained-on', 'tested-on'])
  const resources = refsOf(
    w,
    distinct([...related, ...usedForModels(w, run)]).filter(
      (i) => i.kind === 'model' || i.kind === 'dataset',
    ),
  )
  const parameters = run.attributes
    .filter((a) => a.name === 'hyperparameter')
    .map((a) => ({ name: shownText(a.key ?? ''), value: shownText(a.value) }))
  const distinctParameters = [...new Map(parameters.map((p) => [JSON.stringify(p), p])).values()]
  return [
    ...resources.map((ref) => ({ resource: { ref } })),
    ...codeOf(w, run).map((resource) => ({ resource })),
    ...(distinctParameters.length > 0 ? [{ parameters: distinctParameters }] : []),
  ]
}

/** What a model comes from went into the one run that made it. */
function usedForModels(w: Writing, run: InventoryItem): InventoryItem[] {
  return targets(w, run.id, ['provides'])
    .filter((made) => runsOf(w, made.id).length === 1)
    .flatMap((made) => targets(w, made.id, ['derived-from', 'trained-on', 'tested-on']))
}

function codeOf(w: Writing, run: InventoryItem): ResourceReference[] {
  const commit = first(run, 'code-commit')
  const notes = commit === undefined ? [] : [note('code-commit', commit)]
  const addresses = distinct(all(run, 'code-repository').flatMap((url) => addressOf(url) ?? []))
  return addresses.map((url) => ({ externalReference: { url, ...noted(w.version, notes), type: 'vcs' } }))
}

function outputsOf(w: Writing, run: InventoryItem): WorkflowOutput[] {
  const made = refsOf(w, targets(w, run.id, ['provides']))
  const metrics = run.attributes.filter((a) => a.name === 'metric')
  const pairs = metrics.map((m) => [shownText(m.key ?? ''), shownText(m.value)])
  return [
    ...made.map((ref) => ({ type: 'artifact' as const, resource: { ref } })),
    ...(pairs.length > 0
      ? [
          {
            type: 'metrics' as const,
            data: { contentType: 'application/json', content: JSON.stringify(pairs) },
          },
        ]
      : []),
  ]
}
