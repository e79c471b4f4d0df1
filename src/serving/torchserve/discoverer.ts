import type { Discoverer } from '../../model/discoverer.ts'
import { overLimit } from '../../model/read-error.ts'
import { mention, sightingOf, type Mention } from '../../names/mention.ts'
import { hubUrl } from '../../names/model-value.ts'
import { useMentions } from '../../names/model-mention.ts'
import { parseAssignments, type Assignment } from '../../syntax/config/environment-file.ts'
import { serviceMention } from '../../commands/mentions.ts'

const MAX_FILE = 256 * 1024
const MAX_MODELS = 200
const KEYS =
  /^(?:inference_address|management_address|metrics_address|model_store|load_models|model_snapshot)\s*=/m

/** TorchServe's settings: the archives that it loads. */
export const torchserve: Discoverer<readonly Mention[]> = {
  id: 'torchserve',
  title: 'TorchServe configuration',
  claims: ({ name, text }) => name.endsWith('.properties') && text !== undefined && KEYS.test(text),
  *read({ bytes }, ctx) {
    if (bytes.size > Math.min(MAX_FILE, ctx.limits.structureBytes))
      throw overLimit(`properties of ${bytes.size} bytes`)
    yield {
      kind: 'facts',
      facts: settingsMentions(parseAssignments(joined(bytes.read(0, bytes.size).toString('utf8')))),
    }
  },
  *sightings(mentions, path) {
    for (const seen of mentions) yield sightingOf(seen, path)
  },
}

/** Values go on behind a backslash; lines stay where they are. */
function joined(text: string): string {
  let open = 0
  return text
    .split('\n')
    .flatMap((line, i, all) => {
      if (i < open) return ['']
      const parts = [line]
      for (open = i + 1; parts.at(-1)!.endsWith('\\') && open < all.length; open++)
        parts.push(parts.pop()!.slice(0, -1), all[open]!.trim())
      return [parts.join('')]
    })
    .join('\n')
}

function settingsMentions(settings: readonly Assignment[]): Mention[] {
  const named = (name: string): Assignment | undefined => settings.findLast((s) => s.name === name)
  const loaded = named('load_models')
  const store = named('model_store')
  const models = [...archives(loaded), ...snapshot(named('model_snapshot'))]
  const line = loaded?.line ?? store?.line ?? settings[0]?.line ?? 1
  const addresses = settings
    .filter(
      (s) =>
        /^(?:inference|management|metrics|grpc_inference)_address$/.test(s.name) &&
        /^https?:\/\/[\w.:[\]-]+$/.test(s.value),
    )
    .map((s) => ({ name: 'endpoint' as const, value: s.value }))
  return [
    serviceMention(
      { title: 'TorchServe', type: 'inference-server' },
      line,
      'is configured',
      models.map((m) => ({ kind: 'depends-on', to: m.subject })),
      addresses,
    ),
    ...models,
  ]
}

/** `name=archive.mar,other.mar`, addresses among them. `all` names none. */
function archives(loaded: Assignment | undefined): Mention[] {
  if (!loaded || loaded.value === 'all') return []
  return loaded.value
    .split(',')
    .slice(0, MAX_MODELS)
    .flatMap((part) => {
      const [, name, file = ''] = /^\s*(?:([\w.-]+)\s*=\s*)?(\S+)\s*$/.exec(part) ?? []
      const hub = hubUrl(file)
      if (hub)
        return useMentions({ thing: hub, says: 'is loaded by TorchServe', status: 'declared' }, loaded.line)
      const last = file.split('/').at(-1) ?? ''
      const title = name ?? last.replace(/\.mar$/, '')
      return /^[\w.-]{1,100}$/.test(title) && last.endsWith('.mar') ? [archive(title, loaded.line)] : []
    })
}

/** `{"models": {"name": {"1.0": {"marName": "name.mar"}}}}` */
function snapshot(setting: Assignment | undefined): Mention[] {
  if (!setting) return []
  try {
    const parsed: unknown = JSON.parse(setting.value)
    const models =
      typeof parsed === 'object' && parsed !== null && 'models' in parsed ? parsed.models : undefined
    if (typeof models !== 'object' || models === null) return []
    return Object.keys(models)
      .slice(0, MAX_MODELS)
      .filter((n) => /^[\w.-]{1,100}$/.test(n))
      .map((n) => archive(n, setting.line))
  } catch {
    return []
  }
}

function archive(name: string, line: number): Mention {
  return mention(
    { by: 'name', kind: 'model', registry: 'torchserve', name },
    line,
    'is loaded by TorchServe',
    [
      { name: 'source', value: 'local', status: 'inferred' },
      { name: 'library', value: 'torchserve', status: 'inferred' },
    ],
  )
}
