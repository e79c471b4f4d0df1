import { parseJson } from '../../../bytes/json.ts'
import { KiB } from '../../../model/context.ts'
import type { Discoverer } from '../../../model/discoverer.ts'
import type { Bytes } from '../../../model/entry.ts'
import { malformed, overLimit } from '../../../model/read-error.ts'
import type { InstalledFacts } from './facts.ts'
import { installedFile, type InstalledFile } from './installed-file.ts'
import { readDirectUrl } from './direct-url.ts'
import { readMetadata } from './metadata.ts'
import { installedSightings } from './sightings.ts'

/** Headers come first; the description behind them is as long as its author likes. */
const MAX_HEADERS = 512 * KiB
const MAX_DIRECT_URL = 64 * KiB

export const distInfo: Discoverer<InstalledFacts> = {
  id: 'dist-info',
  title: 'Installed Python distributions',
  claims: ({ path }) => installedFile(path) !== undefined,
  *read({ path, bytes }, ctx) {
    const file = installedFile(path)
    if (file) yield { kind: 'facts', facts: readInstalled(file, bytes, () => ctx.checkpoint()) }
  },
  sightings: (facts, path) => installedSightings(facts, path),
}

function readInstalled(file: InstalledFile, bytes: Bytes, checkpoint: () => void): InstalledFacts {
  switch (file.part) {
    case 'metadata':
      return {
        ...file,
        ...readMetadata(bytes.read(0, MAX_HEADERS).toString('utf8'), bytes.size > MAX_HEADERS),
      }
    case 'installer':
      return { ...file, part: 'installer', installer: firstLine(bytes) }
    case 'requested':
      return { ...file, part: 'requested' }
    case 'direct-url':
      if (bytes.size > MAX_DIRECT_URL) throw overLimit(`a direct_url.json of ${bytes.size} bytes`)
      return {
        ...file,
        ...readDirectUrl(parseJson(bytes.read(0, bytes.size).toString('utf8'), checkpoint).root),
      }
    default:
      return file.part satisfies never
  }
}

function firstLine(bytes: Bytes): string {
  const line = bytes.read(0, 200).toString('utf8').split('\n')[0]!.trim()
  if (!/^[\w .()+-]{1,100}$/.test(line)) throw malformed('an INSTALLER that names no program')
  return line
}
