import { posix } from 'node:path'
import type { Discoverer, Discovery } from '../../model/discoverer.ts'
import { lineRange } from '../../model/location.ts'
import { mention, sightingOf, type AttributeDraft, type Mention } from '../../names/mention.ts'
import { at, entryOf, items, text, type ConfigValue } from '../../syntax/config/tree.ts'
import { readConfig } from '../config-text.ts'
import { configured, gitAttributes } from '../launched.ts'
import { maskedAddress } from '../masked.ts'
import { nameOf, stated, statedAttributes, versionOf } from '../stated.ts'
import { treePath } from '../tree-path.ts'

/** Manifests of plugins and of marketplaces that list them: Claude Code's, and the clients that took up its form. */
export const claudePlugin: Discoverer<Mention> = {
  id: 'claude-plugin',
  title: 'Agent plugin manifest',
  claims: ({ path }) => MANIFEST.test(`/${path}`),
  *read({ path, bytes }, ctx) {
    const root = readConfig(path, bytes, ctx)
    if (!root) return
    if (root.kind !== 'map') yield gap(path, 1, 'a manifest that is no object')
    else if (path.endsWith('marketplace.json')) yield* marketplace(path, root)
    else {
      const facts = pluginMention(path, root)
      yield facts ? { kind: 'facts', facts } : gap(path, root.line, 'a plugin without a name')
    }
  },
  *sightings(facts, path) {
    yield sightingOf(facts, path)
  },
}

const MANIFEST =
  /\/\.(?:claude|cursor|codex|copilot|github|qwen|factory)-?(?:plugin)?\/(?:plugin|marketplace)\.json$|\/gemini-extension\.json$|\/qwen-extension\.json$/
const MAX_PLUGINS = 2000

const CLIENTS: Readonly<Record<string, string>> = {
  claude: 'Claude Code',
  cursor: 'Cursor',
  codex: 'Codex',
  gemini: 'Gemini CLI',
  qwen: 'Qwen Code',
  factory: 'Factory',
}

function clientOf(path: string): AttributeDraft[] {
  const found = /(?:\/|^)\.?(claude|cursor|codex|gemini|qwen|factory)-?(?:plugin|extension)/.exec(path)?.[1]
  return found !== undefined && Object.hasOwn(CLIENTS, found)
    ? [{ name: 'client', value: CLIENTS[found]! }]
    : []
}

/** The folder of the plugin; empty for the scanned root. */
function pluginFolder(path: string): string {
  const folder = posix.dirname(path)
  const home = posix.basename(folder).startsWith('.') && folder !== '.' ? posix.dirname(folder) : folder
  return home === '.' ? '' : home
}

/** A marketplace and the manifest of a plugin in the same tree mean the same plugin. */
function pluginSubject(folder: string, name: string, version: string | undefined): Mention['subject'] {
  const registry = posix.join(folder, 'plugin.json')
  return {
    ...configured({ path: registry, name }),
    ...(version !== undefined && { version }),
    ...(folder && { place: folder }),
  }
}

function pluginMention(path: string, root: ConfigValue): Mention | undefined {
  const name = nameOf(at(root, 'name'))
  if (name === undefined) return undefined
  return mention(
    pluginSubject(pluginFolder(path), name, versionOf(root)),
    at(root, 'name')!.line,
    'is declared as a plugin',
    [{ name: 'plugin-type', value: 'extension' }, ...clientOf(path), ...statedAttributes(root)],
  )
}

function* marketplace(path: string, root: ConfigValue): Generator<Discovery<Mention>> {
  const name = nameOf(at(root, 'name'))
  const own = name === undefined ? undefined : configured({ path: 'claude-marketplace', name })
  const version = versionOf(root)
  const listed: Mention[] = []
  for (const entry of items(at(root, 'plugins')).slice(0, MAX_PLUGINS)) {
    const plugin = listedPlugin(path, root, entry, name)
    if (plugin) listed.push(plugin)
    else yield gap(path, entry.line, 'an entry of a marketplace without a name')
  }
  if (own === undefined) yield gap(path, root.line, 'a marketplace without a name')
  else {
    const owner = text(at(root, 'owner', 'name')) ?? text(at(root, 'owner'))
    const attributes: AttributeDraft[] = [
      { name: 'plugin-type', value: 'marketplace' },
      ...clientOf(path),
      ...stated('description', text(at(root, 'description')) ?? text(at(root, 'metadata', 'description'))),
      ...stated('supplier', owner),
    ]
    const relations = listed.map(({ subject }) => ({ kind: 'contains' as const, to: subject }))
    const subject = version === undefined ? own : { ...own, version }
    yield {
      kind: 'facts',
      facts: mention(subject, root.line, 'is declared as a marketplace', attributes, relations),
    }
  }
  for (const facts of listed) yield { kind: 'facts', facts }
}

function listedPlugin(
  path: string,
  root: ConfigValue,
  entry: ConfigValue,
  marketplaceName: string | undefined,
): Mention | undefined {
  const name = nameOf(at(entry, 'name'))
  if (name === undefined) return undefined
  const source = at(entry, 'source')
  const version = versionOf(entry)
  const local = text(source)
  const base = text(at(root, 'metadata', 'pluginRoot')) ?? ''
  const home = pluginFolder(path)
  const folder =
    local === undefined
      ? undefined
      : /^\.\/?$/.test(local) && base === ''
        ? home
        : treePath(local, home, local.startsWith('.') ? '' : base)
  const subject =
    folder === undefined
      ? {
          ...configured({ path: `claude-marketplace:${marketplaceName ?? path}`, name }),
          ...(version !== undefined && { version }),
        }
      : pluginSubject(folder, name, version)
  const attributes: AttributeDraft[] = [
    { name: 'plugin-type', value: 'extension' },
    ...clientOf(path),
    ...statedAttributes(entry),
    ...(folder === undefined ? sourceAttributes(source) : [{ name: 'source' as const, value: 'local' }]),
  ]
  return mention(subject, (entryOf(entry, 'name') ?? entry).line, 'is listed in a marketplace', attributes)
}

function sourceAttributes(source: ConfigValue | undefined): AttributeDraft[] {
  const repository = text(at(source, 'repo'))
  const url = text(at(source, 'url'))
  const revision = text(at(source, 'sha')) ?? text(at(source, 'ref'))
  const wanted = revision === undefined ? {} : { revision }
  if (repository !== undefined && /^[\w.-]+\/[\w.-]+$/.test(repository))
    return gitAttributes({
      repository: `https://github.com/${repository}`,
      host: 'github.com',
      path: repository,
      ...wanted,
    })
  if (url !== undefined)
    return [
      { name: 'source', value: 'git' },
      { name: 'source-url', value: maskedAddress(url) },
      ...stated('revision-requested', revision),
    ]
  const name = text(at(source, 'package'))
  return name === undefined
    ? []
    : [
        { name: 'source', value: 'registry' },
        { name: 'ecosystem', value: text(at(source, 'source')) ?? 'npm' },
        ...stated('requirement', text(at(source, 'version'))),
      ]
}

function gap(path: string, line: number, detail: string): Discovery<Mention> {
  return { kind: 'gap', gap: { at: { path, range: lineRange(line) }, reason: 'malformed', detail } }
}
