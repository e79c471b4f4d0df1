import type { FindingDraft, Rule } from '../../../model/rule.ts'
import type { Severity } from '../../../model/severity.ts'
import type { Container, EffectFact, Source, TensorflowFacts } from '../facts.ts'
import { distinct, draftOf } from '../place.ts'

export const fileAccess: Rule<TensorflowFacts> = {
  id: 'tensorflow-file-access',
  title: 'The graph reads or writes files',
  severity: 'high',
  confidence: 'firm',
  since: '0.1.0',
  description:
    'TensorFlow graphs are programs: some operators read, list, write, move or delete files with the rights of the process ' +
    'that runs them, when a signature is called or already while the model loads. Every stored model holds some in its own ' +
    'save and restore functions and in tables that read its assets; those are recognised by where their file names come ' +
    'from, followed through the graph. Everything else is reported.',
  remedy: 'Do not run it; if the access is wanted, rebuild the graph without it and do it outside.',
  references: ['CWE-73', 'CWE-94', 'TensorAbuse: Transforming AI Models into Malware'],
  *check(facts, path) {
    yield* distinct(draftsOf(facts, path))
  },
}

function* draftsOf(facts: TensorflowFacts, path: string): Generator<FindingDraft> {
  for (const effect of facts.effects) {
    const severity = severityOf(effect, facts.container)
    if (severity !== undefined) yield { ...draftOf(facts, path, effect), severity }
  }
}

function severityOf(effect: EffectFact, container: Container): Severity | undefined {
  switch (effect.family) {
    case 'read':
    case 'write':
      return 'high'
    case 'saver':
      return isSaver(effect, container) ? undefined : 'high'
    case 'pipeline':
      // Graphs stored for training hold the pipeline that fed it; nobody runs it to predict.
      return container === 'saved-model' || effect.sources.some(isForeignPath) ? 'high' : 'low'
    case 'table':
      return tableSeverity(effect, container)
    case 'print':
      return effect.attributes['output_stream']?.startsWith('file:') === true || effect.inputs === 0
        ? 'high'
        : undefined
    default:
      return undefined
  }
}

function isSaver({ sources }: EffectFact, container: Container): boolean {
  return sources.length > 0 && sources.every((source) => fromSaver(source, container))
}

function fromSaver(source: Source, container: Container): boolean {
  switch (source.kind) {
    case 'saver':
      return true
    case 'constant':
      // What savers of TensorFlow 1 write as default.
      return source.value === 'model' || source.value === ''
    case 'placeholder':
      return (
        container !== 'saved-model' ||
        /^saver_filename$|(^|\/)save(_\d+)?\/(Const|filename)$/.test(source.name)
      )
    case 'argument':
      return /traced_(save|restore)/.test(source.function)
    default:
      return false
  }
}

function tableSeverity({ sources }: EffectFact, container: Container): Severity | undefined {
  if (sources.length === 0) return 'high'
  if (sources.every((s) => s.kind === 'asset')) return undefined
  if (
    sources.some(
      (s) => s.kind === 'constant' && /^\/(etc|proc|sys|root|dev|var)\/|\.\.|\/\.\w|^\w+:\/\//.test(s.value),
    )
  )
    return 'high'
  return container === 'saved-model' && sources.some(isForeignPath) ? 'medium' : 'low'
}

/** A path that leads away from the model, or to another machine. */
function isForeignPath(source: Source): boolean {
  return source.kind === 'constant' && /^[/\\~]|^[A-Za-z]:|\.\.|^\w+:\/\//.test(source.value)
}
