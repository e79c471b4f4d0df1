import type { AttributeDraft } from '../../names/mention.ts'
import { namedDatasets } from './dataset-name.ts'
import { argumentTexts, note, onlyText, spoken, type Recogniser, type Seen } from './seen.ts'

/** `load_dataset("organisation/name", "config", split="train")` and its relatives. */
export const dataset: Recogniser = (seen) => {
  const { last, before } = seen
  if (
    /^(?:load_dataset|load_dataset_builder|load_from_disk|get_dataset_split_names|get_dataset_config_names)$/.test(
      last,
    )
  ) {
    if (
      !/^(?:\??|datasets(?:\.\w+)?|hf_datasets|Dataset|DatasetDict|datasets\.Dataset(?:Dict)?|trl|streaming)$/.test(
        before,
      )
    )
      return false
    hub(seen)
    return true
  }
  return elsewhere(seen)
}

function hub(seen: Seen): void {
  const revision = onlyText(seen, ['revision'])
  const config = seen.last === 'load_dataset' ? onlyText(seen, ['name'], 1) : undefined
  for (const { subject, sure } of namedDatasets(seen)) {
    const isHub = subject.by === 'name' && subject.registry === 'hugging-face'
    const status = sure ? 'declared' : 'inferred'
    const attributes: AttributeDraft[] = []
    if (isHub) {
      attributes.push({ name: 'source', value: 'hugging-face', status })
      if (config) attributes.push({ name: 'config', value: config })
      if (revision && subject.version === undefined)
        attributes.push({ name: 'revision-requested', value: revision })
    }
    for (const split of argumentTexts(seen, ['split'])) attributes.push({ name: 'split', value: split.text })
    note(seen, subject, `is loaded by ${spoken(seen)}`, attributes)
  }
}

/** Catalogues of datasets beside the hub, by the library that loads from them. */
const CATALOGUES: readonly (readonly [registry: string, callee: RegExp, keyword: string])[] = [
  ['tensorflow-datasets', /^(?:tensorflow_datasets|tfds)\.(?:load|builder)$/, 'name'],
  ['openml', /(?:^|\.)fetch_openml$/, 'name'],
  ['kaggle', /^kagglehub\.dataset_(?:download|load)$/, 'handle'],
  ['modelscope', /^modelscope\.(?:msdatasets\.)?MsDataset\.load$/, 'dataset_name'],
]

function elsewhere(seen: Seen): boolean {
  const found = CATALOGUES.find(([, callee]) => callee.test(seen.call.name))
  if (!found) return false
  const [registry, , keyword] = found
  for (const { text } of argumentTexts(seen, [keyword], 0))
    if (/^[A-Za-z][\w./:-]{1,100}$/.test(text))
      note(seen, { by: 'name', kind: 'dataset', registry, name: text }, `is loaded by ${spoken(seen)}`)
  return true
}
