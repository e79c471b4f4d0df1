import { isMap, isScalar, LineCounter, parseDocument, type Pair, type YAMLMap } from 'yaml'
import type { JsonValue } from '../../bytes/json.ts'
import { parseYaml } from '../../bytes/yaml.ts'
import { MiB } from '../../model/context.ts'
import type { Sample } from '../../model/entry.ts'
import type { Claim, Format } from '../../model/format.ts'
import { malformed, overLimit, ReadError } from '../../model/read-error.ts'
import type { LoaderReference, MlmodelFacts } from './facts.ts'
import { loader } from './rules/loader.ts'
import { outsidePath } from './rules/outside-path.ts'
import { sightings } from './sightings.ts'

const MAX_SIZE = 2 * MiB
/** What MLflow itself writes is shallow; the YAML library recurses. */
const MAX_INDENT = 400

export const mlmodel: Format<MlmodelFacts> = {
  id: 'mlmodel',
  title: 'MLflow model',
  extensions: [],
  onLoad: 'code',
  rules: [loader, outsidePath],
  inventory: true,
  sightings,
  claims,
  *read({ bytes }) {
    if (bytes.size > MAX_SIZE) throw overLimit(`an MLmodel file of ${bytes.size} bytes`)
    const facts = readFlavors(bytes.read(0, bytes.size).toString('utf8'))
    for (const { key, value } of facts.references)
      if (key === 'python_model' || key === 'code' || key === 'model_code_path')
        yield { kind: 'record', record: { kind: 'reference', target: value, why: `MLmodel ${key}` } }
    yield { kind: 'facts', facts }
  },
}

function claims({ head }: Sample): Claim {
  const text = head.toString('latin1').replace(/^\u00ef\u00bb\u00bf/, '')
  if (head.includes(0)) return 'no'
  return /^["']?flavors["']?\s*:/m.test(text) &&
    /^[ \t]+["']?(?:python_function|loader_module|mlflow_version|pickled_model|model_path|data|model_data|code)["']?\s*:/m.test(
      text,
    )
    ? 'yes'
    : 'no'
}

function readFlavors(text: string): MlmodelFacts {
  if (/[[{]{200}/.test(text.replaceAll(/\s/g, '')) || new RegExp(`^ {${MAX_INDENT}}`, 'm').test(text))
    throw overLimit('YAML nested deeper than MLflow writes')
  const lines = new LineCounter()
  const document = parse(text, lines)
  const references: LoaderReference[] = []
  const flavors: string[] = []
  const listed = mapOf(document, 'flavors')
  for (const pair of listed?.items ?? []) {
    const flavor = keyOf(pair)
    flavors.push(flavor)
    if (isMap(pair.value)) collect(pair.value, flavor, lines, references)
  }
  return { references, flavors, hasCode: references.some((r) => r.key === 'code'), document: asValue(text) }
}

function parse(text: string, lines: LineCounter): unknown {
  let document
  try {
    document = parseDocument(text, {
      lineCounter: lines,
      strict: false,
      uniqueKeys: false,
      logLevel: 'silent',
    })
  } catch (error) {
    throw malformed(`YAML cannot be parsed: ${error instanceof Error ? error.message : String(error)}`)
  }
  if (document.errors.length > 0)
    throw malformed(`YAML cannot be parsed: ${document.errors[0]!.message.slice(0, 200)}`)
  return document.contents
}

function asValue(text: string): JsonValue {
  try {
    return parseYaml(text)[0] ?? null
  } catch (error) {
    // What loads it is judged all the same.
    if (error instanceof ReadError) return null
    throw error
  }
}

const KEYS = new Set<string>(['loader_module', 'code', 'python_model', 'model_code_path', 'data'])

function collect(map: YAMLMap, flavor: string, lines: LineCounter, out: LoaderReference[]): void {
  for (const pair of map.items) {
    const key = keyOf(pair)
    if (isScalar(pair.value) && KEYS.has(key) && typeof pair.value.value === 'string') {
      const line = lines.linePos(pair.value.range?.[0] ?? 0).line
      out.push({ key: key as LoaderReference['key'], flavor, value: pair.value.value, line })
    }
    if (key === 'artifacts' && isMap(pair.value))
      for (const artifact of pair.value.items) {
        const path = isMap(artifact.value) ? artifact.value.get('path') : undefined
        const range = isMap(artifact.value) ? artifact.value.range?.[0] : undefined
        if (typeof path === 'string')
          out.push({ key: 'artifact', flavor, value: path, line: lines.linePos(range ?? 0).line })
      }
  }
}

function mapOf(contents: unknown, key: string): YAMLMap | undefined {
  if (!isMap(contents)) return undefined
  const value = contents.get(key)
  return isMap(value) ? value : undefined
}

function keyOf(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.value) : ''
}
