import { posix } from 'node:path'
import { zipArchive } from '../../bytes/zip/archive.ts'
import { openMember } from '../../bytes/zip/member.ts'
import type { Context } from '../../model/context.ts'
import type { Discoverer, Discovery } from '../../model/discoverer.ts'
import type { Bytes, Sample } from '../../model/entry.ts'
import { memberPath } from '../../model/location.ts'
import { malformed, overLimit } from '../../model/read-error.ts'
import { sightingOf, type Mention } from '../../names/mention.ts'
import { parseConfig, readText } from '../config-text.ts'
import { manifestMention } from './manifest.ts'

interface Facts {
  readonly mention: Mention
  /** Of the manifest: a member of a packed bundle. */
  readonly path: string
}

const MAX_MANIFEST = 2 * 1024 * 1024
const PACKED = /\.(?:mcpb|dxt)$/
const KEYS = /"(?:mcp_config|dxt_version)"\s*:/

/** Extensions of Claude Desktop: an MCP server with its code, packed or laid open. */
export const mcpBundle: Discoverer<Facts> = {
  id: 'mcp-bundle',
  title: 'MCP bundle',
  claims,
  *read({ path, bytes }, ctx): Generator<Discovery<Facts>> {
    const packed = PACKED.test(path.toLowerCase())
    const text = packed ? packedManifest(bytes, ctx) : readText(bytes, ctx, MAX_MANIFEST)
    const folder = posix.dirname(path)
    const place = packed ? path : folder === '.' ? undefined : folder
    const root = parseConfig(text, 'json', ctx)
    const mention = root && manifestMention(root, path, place)
    if (!mention) throw malformed('the manifest of an MCP bundle without a name')
    yield { kind: 'facts', facts: { mention, path: packed ? memberPath(path, 'manifest.json') : path } }
  },
  *sightings({ mention, path }) {
    yield sightingOf(mention, path)
  },
}

function claims({ name, head, text }: Sample): boolean {
  if (PACKED.test(name)) return head.length > 4 && head.readUInt32LE(0) === 0x04034b50
  return name === 'manifest.json' && text !== undefined && KEYS.test(text)
}

function packedManifest(bytes: Bytes, ctx: Context): string {
  const entry = zipArchive(bytes)?.entries.findLast(
    (e) => e.name === 'manifest.json' && e.source === 'directory',
  )
  if (!entry) throw malformed('an MCP bundle without a manifest')
  if (entry.size > MAX_MANIFEST || entry.compressed > MAX_MANIFEST)
    throw overLimit('the manifest of an MCP bundle is too large')
  const member = openMember(bytes, entry, ctx)
  try {
    if (member.problem) throw member.problem
    return readText(member.bytes, ctx, MAX_MANIFEST)
  } finally {
    member.close()
  }
}
