import type { InventoryItem } from '../../model/component.ts'
import { shownText } from '../plain-text.ts'
import type { ModelCard } from './document.ts'
import { officialProperties } from './official-properties.ts'
import { all, distinct, first, listed, refsOf, runsOf, targets, type Writing } from './writing.ts'

/** What goes in and what comes out, by the definition of the task on the hub. */
const TASKS: Readonly<Record<string, readonly [readonly string[], readonly string[]]>> = {
  'text-generation': [['text'], ['text']],
  'text2text-generation': [['text'], ['text']],
  summarization: [['text'], ['text']],
  translation: [['text'], ['text']],
  'fill-mask': [['text'], ['text']],
  'question-answering': [['text'], ['text']],
  'text-classification': [['text'], ['label']],
  'token-classification': [['text'], ['label']],
  'zero-shot-classification': [['text'], ['label']],
  'text-ranking': [['text'], ['score']],
  'feature-extraction': [['text'], ['vector']],
  'sentence-similarity': [['text'], ['vector']],
  'image-classification': [['image'], ['label']],
  'object-detection': [['image'], ['bounding box']],
  'image-segmentation': [['image'], ['mask']],
  'image-to-text': [['image'], ['text']],
  'image-text-to-text': [['image', 'text'], ['text']],
  'visual-question-answering': [['image', 'text'], ['text']],
  'text-to-image': [['text'], ['image']],
  'image-to-image': [['image'], ['image']],
  'automatic-speech-recognition': [['audio'], ['text']],
  'audio-classification': [['audio'], ['label']],
  'text-to-speech': [['text'], ['audio']],
  'text-to-audio': [['text'], ['audio']],
  'text-to-video': [['text'], ['video']],
}

/** Undefined when nothing is known that a model card has a place for. */
export function modelCard(w: Writing, item: InventoryItem): ModelCard | undefined {
  const task = first(item, 'task')
  const family = first(item, 'family')
  const architecture = first(item, 'architecture')
  const [inputs, outputs] = flowOf(task ?? impliedTask(item))
  const parameters = {
    ...(task !== undefined && { task: shownText(task) }),
    ...(family !== undefined && { architectureFamily: shownText(family) }),
    ...(architecture !== undefined && { modelArchitecture: shownText(architecture) }),
    ...listed(
      'datasets',
      refsOf(w, datasetsOf(w, item)).map((ref) => ({ ref })),
    ),
    ...listed(
      'inputs',
      inputs.map((format) => ({ format })),
    ),
    ...listed(
      'outputs',
      outputs.map((format) => ({ format })),
    ),
  }
  const metrics = metricsOf(w, item)
  const card: ModelCard = {
    ...(Object.keys(parameters).length > 0 && { modelParameters: parameters }),
    ...(metrics.length > 0 && { quantitativeAnalysis: { performanceMetrics: metrics } }),
    ...listed('properties', officialProperties(item)),
  }
  return Object.keys(card).length > 0 ? card : undefined
}

function flowOf(task: string | undefined): readonly [readonly string[], readonly string[]] {
  return task !== undefined && Object.hasOwn(TASKS, task) ? TASKS[task]! : [[], []]
}

/** The part that a model plays tells what it takes and gives where no task is known. */
function impliedTask(item: InventoryItem): string | undefined {
  const roles = all(item, 'role')
  if (roles.includes('embedding')) return 'feature-extraction'
  return roles.includes('reranker') ? 'text-ranking' : undefined
}

interface Metric {
  readonly type: string
  readonly value: string
}

/** What says how far a training went and how fast, not how well the model does. */
const PROGRESS =
  /(?:^|[_/. ])(?:epochs?|(?:global_|max_)?steps?|runtime|total_flos|learning_rate|lr|grad_norm|num_(?:input_)?tokens(?:_seen)?|(?:train_)?samples|\w+_per_second|time|memory\w*)$|^system[/.]/i

/** What the card states, then what the runs that made the model measured. */
function metricsOf(w: Writing, item: InventoryItem): Metric[] {
  const stated = item.attributes.filter((a) => a.name === 'metric')
  const measured = runsOf(w, item.id)
    .flatMap((run) => run.attributes.filter((a) => a.name === 'metric'))
    .filter((a) => !PROGRESS.test((a.key ?? '').slice(0, 200)))
  const metrics = [...stated, ...measured].map((a) => ({
    type: shownText(a.key ?? ''),
    value: shownText(a.value),
  }))
  return [...new Map(metrics.map((m) => [JSON.stringify(m), m])).values()]
}

/** What a model was trained or tested on, by itself or by the runs that made it. */
function datasetsOf(w: Writing, item: InventoryItem): InventoryItem[] {
  const kinds = ['trained-on', 'tested-on'] as const
  const sources = [item, ...runsOf(w, item.id)]
  return distinct(sources.flatMap((source) => targets(w, source.id, kinds))).filter(
    (i) => i.kind === 'dataset',
  )
}
