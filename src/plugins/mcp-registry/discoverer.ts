import type { Discoverer, Discovery } from '../../model/discoverer.ts'
import { lineRange } from '../../model/location.ts'
import type { NamedSubject } from '../../model/sighting.ts'
import { parseImage, imageSubject } from '../../names/container-image.ts'
import { mention, sightingOf, type AttributeDraft, type Mention } from '../../names/mention.ts'
import { at, items, text, type ConfigValue } from '../../syntax/config/tree.ts'
import type { Distribution } from '../../model/component.ts'
import { readConfig } from '../config-text.ts'
import { configured, packageSubject } from '../launched.ts'
import { maskedAddress } from '../masked.ts'
import { permission } from '../permissions.ts'
import { nameOf, stated, statedAttributes, versionOf } from '../stated.ts'

interface Entry {
  readonly mention: Mention
  readonly distributions: readonly Distribution[]
}

/** `server.json`: how a server is published in the MCP registry, its packages and remote addresses. */
export const mcpRegistry: Discoverer<Entry> = {
  id: 'mcp-registry',
  title: 'MCP registry entry',
  claims: ({ name, text: head }) =>
    /^(?:[\w.-]+[-.])?server\.json$/.test(name) &&
    head !== undefined &&
    (/static\.modelcontextprotocol\.io\/schemas/.test(head) ||
      (/"(?:packages|remotes)"\s*:/.test(head) &&
        /"(?:registryType|registry_type|registry_name|transport_type|type)"\s*:/.test(head) &&
        /"name"\s*:\s*"[^"/\n]{1,200}\/[^"\n]{1,200}"/.test(head))),
  *read({ path, bytes }, ctx) {
    const document = readConfig(path, bytes, ctx)
    // The registry answers with the entry inside of an envelope.
    const root = at(document, 'server') ?? document
    const name = nameOf(at(root, 'name'))
    if (!root || name === undefined) {
      yield gap(path, root?.line ?? 1, 'a registry entry without a name')
      return
    }
    const version = versionOf(root) ?? text(at(root, 'version_detail', 'version'))
    const subject: NamedSubject = {
      by: 'name',
      kind: 'plugin',
      registry: 'mcp-registry',
      name,
      ...(version && { version }),
    }
    const published = [...statedAttributes(root), ...publisherOf(name)]
    const parts: Entry[] = []
    for (const item of items(at(root, 'packages')).slice(0, 200)) {
      const part = packageOf(item, name, published)
      if (part) parts.push(part)
      else yield gap(path, item.line, 'a package of a registry entry in a form that is not known')
    }
    for (const item of items(at(root, 'remotes')).slice(0, 200)) {
      const part = remoteOf(item, name)
      if (part) parts.push(part)
      else yield gap(path, item.line, 'a remote of a registry entry without an address')
    }
    const relations = parts.map((part) => ({ kind: 'contains' as const, to: part.mention.subject }))
    const attributes: AttributeDraft[] = [{ name: 'plugin-type', value: 'mcp-server' }, ...published]
    const own = mention(
      subject,
      at(root, 'name')!.line,
      'is described for the MCP registry',
      attributes,
      relations,
    )
    yield { kind: 'facts', facts: { mention: own, distributions: [] } }
    for (const facts of parts) yield { kind: 'facts', facts }
  },
  *sightings({ mention: seen, distributions }, path) {
    yield { ...sightingOf(seen, path), distributions }
  },
}

/** The registry gives a name space to whoever proves to hold the account or the domain. */
function publisherOf(name: string): AttributeDraft[] {
  const space = name.split('/')[0] ?? ''
  const account = /^(?:io|com)\.(?:github|gitlab)\.([\w-]{1,100})$/.exec(space)?.[1]
  const domain = space.split('.').toReversed().join('.')
  const value = account ?? (/^[\w-]+(?:\.[\w-]+)+$/.test(domain) ? domain : undefined)
  return value === undefined ? [] : [{ name: 'supplier', value, status: 'inferred' }]
}

function packageOf(
  item: ConfigValue,
  server: string,
  published: readonly AttributeDraft[],
): Entry | undefined {
  const identifier = text(at(item, 'identifier')) ?? text(at(item, 'name'))
  const registry = (
    text(at(item, 'registryType')) ??
    text(at(item, 'registry_type')) ??
    text(at(item, 'registry_name')) ??
    ''
  ).toLowerCase()
  if (!identifier || identifier.length > 1000 || !registry) return undefined
  const version = versionOf(item)
  const hash = text(at(item, 'fileSha256')) ?? text(at(item, 'file_sha256'))
  const hashes =
    hash !== undefined && /^[0-9a-f]{64}$/i.test(hash)
      ? [{ algorithm: 'sha256' as const, value: hash.toLowerCase() }]
      : []
  const transport = text(at(item, 'transport', 'type'))
  const attributes: AttributeDraft[] = [
    { name: 'plugin-type', value: 'mcp-server' },
    ...published,
    ...(transport === undefined ? [] : stated('transport', transport)),
    ...environmentOf(at(item, 'environmentVariables') ?? at(item, 'environment_variables')),
  ]
  const line = at(item, 'identifier')?.line ?? item.line
  const says = `is a package of the MCP server ${server.slice(0, 100)}`
  if (registry === 'oci' || registry === 'docker') {
    const image = parseImage(
      version && !/[@:][^/]*$/.test(identifier) ? `${identifier}:${version}` : identifier,
    )
    if (!image) return undefined
    const subject = { ...imageSubject(image), kind: 'plugin' as const }
    return {
      mention: mention(subject, line, says, [
        ...attributes,
        { name: 'source', value: 'oci' },
        ...stated('tag', image.tag),
      ]),
      distributions: [],
    }
  }
  const known = ['npm', 'pypi', 'nuget'].includes(registry)
  if (known) {
    const subject = packageSubject(registry, { name: identifier, ...(version !== undefined && { version }) })
    const filed = hashes.length > 0 ? [{ hashes }] : []
    return {
      mention: mention(subject, line, says, [
        ...attributes,
        { name: 'source', value: 'registry' },
        { name: 'ecosystem', value: registry },
      ]),
      distributions: filed,
    }
  }
  if (!/^https?:\/\//.test(identifier)) return undefined
  // A bundle is a file at an address.
  const url = maskedAddress(identifier)
  const filename = url.split(/[?#]/)[0]!.split('/').at(-1)
  const subject = { ...configured({ path: url, name: server }), ...(version !== undefined && { version }) }
  return {
    mention: mention(subject, line, says, [
      ...attributes,
      { name: 'source', value: 'url' },
      { name: 'download-url', value: url },
    ]),
    distributions: [{ url, ...(filename && { filename }), hashes }],
  }
}

function remoteOf(item: ConfigValue, server: string): Entry | undefined {
  const url = text(at(item, 'url'))
  if (!url) return undefined
  const endpoint = maskedAddress(url)
  const type = text(at(item, 'type')) ?? text(at(item, 'transport_type'))
  const headers = items(at(item, 'headers')).flatMap((header) => text(at(header, 'name')) ?? [])
  const attributes: AttributeDraft[] = [
    { name: 'service-type', value: 'mcp-server' },
    { name: 'plugin-type', value: 'mcp-server' },
    { name: 'endpoint', value: endpoint },
    ...stated('transport', type),
    ...(headers.length > 0 ? [{ name: 'authenticated' as const, value: 'true' }] : []),
  ]
  const subject: NamedSubject = { by: 'name', kind: 'service', registry: endpoint, name: server }
  return {
    mention: mention(
      subject,
      at(item, 'url')!.line,
      `is a remote of the MCP server ${server.slice(0, 100)}`,
      attributes,
    ),
    distributions: [],
  }
}

function environmentOf(value: ConfigValue | undefined): AttributeDraft[] {
  return items(value)
    .slice(0, 200)
    .flatMap((item): AttributeDraft[] => {
      const name = text(at(item, 'name'))
      return name && /^\w{1,200}$/.test(name)
        ? [{ name: 'environment', value: name }, permission(`env:${name}`)]
        : []
    })
}

function gap(path: string, line: number, detail: string): Discovery<Entry> {
  return { kind: 'gap', gap: { at: { path, range: lineRange(line) }, reason: 'malformed', detail } }
}
