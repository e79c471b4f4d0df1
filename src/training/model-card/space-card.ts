import type { JsonValue } from '../../bytes/json.ts'
import { member } from '../../bytes/json.ts'
import type { Sighting } from '../../model/sighting.ts'
import { modelReference } from '../../names/model-reference.ts'
import { evidenceAt } from '../../syntax/stated.ts'
import { listOf } from '../recipe.ts'

/** The card of an application on the hub: the models and datasets that it says it uses. */
export function* spaceCard(root: JsonValue, path: string): Generator<Sighting> {
  for (const [key, kind] of [
    ['models', 'model'],
    ['datasets', 'dataset'],
  ] as const)
    for (const { line, text } of listOf(member(root, key))) {
      const subject = modelReference(text, { kind, hub: true })
      const evidence = evidenceAt(path, line, 'is listed by the card of a space')
      if (subject) yield { subject, evidence, attributes: [], relations: [], distributions: [] }
    }
}
