import type { Subject } from '../../model/sighting.ts'
import { hubSubject, isHubName } from '../../names/hub.ts'
import { treePath } from '../../names/model-reference.ts'
import { referenceOf } from './reference.ts'
import { argument, argumentTexts, onlyText, type Seen } from './seen.ts'
import { eachOf, textsOf, type Text, type Value } from './value.ts'

/** Builders that read files which are given to them: no names of the hub. */
const BUILDER =
  /^(?:csv|json|jsonl|parquet|text|arrow|pandas|sql|xml|spark|generator|webdataset|imagefolder|audiofolder|videofolder|pdffolder|hdf5|lance|eval|cache|packaged)$/
const FOLDER_BUILDER = /^(?:imagefolder|audiofolder|videofolder|pdffolder|webdataset)$/

export interface NamedDataset {
  readonly subject: Subject
  readonly sure: boolean
}

/** What `load_dataset` or `load_from_disk` reads. */
export function namedDatasets(seen: Seen): NamedDataset[] {
  if (seen.last === 'load_from_disk')
    return argumentTexts(seen, ['dataset_path'], 0).flatMap((t) => file(t, seen))
  const revision = onlyText(seen, ['revision'])
  return argumentTexts(seen, ['path'], 0).flatMap((given) => {
    const { text, sure } = given
    if (BUILDER.test(text)) {
      const files = filesOf(argument(seen, ['data_files'])).flatMap((t) => file(t, seen))
      if (files.length > 0) return files
      const folders = FOLDER_BUILDER.test(text) || text !== 'sql' ? argumentTexts(seen, ['data_dir']) : []
      return folders.flatMap((t) => file(t, seen))
    }
    const [first = ''] = text.split('/')
    // One word is a dataset from the time before organisations, as long as it is no folder's name.
    if (
      !text.includes('/') &&
      isHubName(text) &&
      !FOLDER.test(first) &&
      !/\.(?:py|jsonl?|csv|parquet|txt)$/i.test(text)
    )
      return DUMMY.test(text) ? [] : [{ subject: hubSubject('dataset', text, revision), sure }]
    const found = referenceOf(given, { kind: 'dataset', path: seen.path, revision })
    return found ? [{ subject: found.subject, sure }] : []
  })
}

const FOLDER = /^(?:data|datasets?|dataset_dir|data_dir|output|outputs|tmp|cache|path|train|test|processed)$/i
const DUMMY =
  /^(?:dataset[-_]?name|my[-_]?dataset|your[-_]?dataset[\w-]*|dummy[\w-]*|fake[\w-]*|foo|bar|name|none)$/i

export function datasetSubjects(seen: Seen): Subject[] {
  return namedDatasets(seen).map((d) => d.subject)
}

/** Texts, lists of them, and splits with either. */
function filesOf(value: Value, depth = 0): Text[] {
  return eachOf(value).flatMap((v) => {
    if (v.kind === 'text') return [v]
    if (v.kind === 'list') return v.items.slice(0, 50).flatMap((i) => textsOf(i))
    return v.kind === 'dict' && depth < 2
      ? [...v.entries.values()].slice(0, 50).flatMap((inner) => filesOf(inner, depth + 1))
      : []
  })
}

/** A file of data. Patterns stand for the folder that they search. */
function file(given: Text, { path }: Seen): NamedDataset[] {
  const plain = given.text.replace(/\/?[^/]*[*?[{].*$/, '')
  if (plain === '' || plain === '.') return []
  const reference = referenceOf({ ...given, text: plain }, { kind: 'dataset', path })
  if (!reference) return []
  const { subject } = reference
  const isHub = subject.by === 'name' && subject.registry === 'hugging-face' && !plain.includes('://')
  const here = isHub ? treePath(plain, 'dataset') : subject
  return here ? [{ subject: here, sure: given.sure }] : []
}
