import { posix } from 'node:path'
import { isObject, member, type JsonMember, type JsonValue } from '../../bytes/json.ts'
import type { Attribute } from '../../model/attribute.ts'
import type { SightedRelation, Sighting } from '../../model/sighting.ts'
import { modelReference, treePath } from '../../names/model-reference.ts'
import { evidenceAt, stated, textOf } from '../../syntax/stated.ts'

const MAX_DATASETS = 500
const SOURCES = ['hf_hub_url', 'ms_hub_url', 'om_hub_url', 'file_name', 'script_url', 'cloud_file_name']

export function isDatasetList(root: JsonValue): boolean {
  return isObject(root) && root.members.some((m) => SOURCES.some((key) => member(m.value, key) !== undefined))
}

/** `dataset_info.json`: what the names mean that recipes use. */
export function* datasetList(root: JsonValue, path: string): Generator<Sighting> {
  for (const m of isObject(root) ? root.members.slice(0, MAX_DATASETS) : []) {
    if (!isObject(m.value) || !SOURCES.some((key) => member(m.value, key) !== undefined)) continue
    yield {
      subject: { by: 'name', kind: 'dataset', registry: 'llama-factory', name: m.key.slice(0, 200) },
      evidence: evidenceAt(path, m.line, 'is defined for LLaMA-Factory'),
      attributes: described(m.value, path),
      relations: sources(m, path),
      distributions: [],
    }
  }
}

function described(value: JsonValue, path: string): Attribute[] {
  return [
    ...stated('config', member(value, 'subset'), path),
    ...stated('split', member(value, 'split'), path),
    ...stated('source-url', member(value, 'cloud_file_name'), path),
  ]
}

function sources({ value }: JsonMember, path: string): SightedRelation[] {
  const hub = textOf(member(value, 'hf_hub_url')?.value)
  const file = textOf(member(value, 'file_name')?.value)
  const to =
    hub === undefined
      ? file === undefined
        ? undefined
        : treePath(file, 'dataset', posix.dirname(path))
      : modelReference(hub, { kind: 'dataset', hub: true })
  return to ? [{ kind: 'derived-from', to }] : []
}
