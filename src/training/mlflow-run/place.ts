/** What a path of the store holds. `run` is the folder of the run. */
export type Place =
  | { readonly kind: 'run' | 'input'; readonly run: string }
  | { readonly kind: 'dataset'; readonly folder: string }
  | { readonly kind: 'param' | 'metric' | 'tag'; readonly run: string; readonly key: string }

const VALUE = /^(?<run>(?:.*\/)?[0-9a-f]{32})\/(?<kind>params|metrics|tags)\/(?<key>[^/].{0,500})$/
const INPUT = /^(?<run>(?:.*\/)?[0-9a-f]{32})\/inputs\/[^/]+\/meta\.yaml$/
const RUN = /^(?<run>(?:.*\/)?[0-9a-f]{32})\/meta\.yaml$/
const DATASET = /^(?<folder>(?:.*\/)?datasets\/[0-9a-f]{32})\/meta\.yaml$/
const KINDS = { params: 'param', metrics: 'metric', tags: 'tag' } as const

export function placeOf(path: string): Place | undefined {
  const dataset = DATASET.exec(path)?.groups?.['folder']
  if (dataset !== undefined) return { kind: 'dataset', folder: dataset }
  const input = INPUT.exec(path)?.groups?.['run']
  if (input !== undefined) return { kind: 'input', run: input }
  const run = RUN.exec(path)?.groups?.['run']
  if (run !== undefined) return { kind: 'run', run }
  const value = VALUE.exec(path)?.groups
  if (!value) return undefined
  const { run: folder = '', kind = '', key = '' } = value
  return { kind: KINDS[kind as keyof typeof KINDS], run: folder, key }
}
