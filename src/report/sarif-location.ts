import { outermostPath, type Location, type Range } from '../model/location.ts'

/**
 * The file on disk is the physical location and the member of an archive a logical one. A byte region
 * is only given for the file itself: an offset in a decompressed member is none in the file.
 */
export function sarifLocation(at: Location, prefix: string): object {
  const member = memberOf(at)
  if (member === '') return { physicalLocation: physicalLocation(at, prefix) }
  const offset = at.range ? ` (${at.range.unit}s ${at.range.start}-${at.range.end})` : ''
  return {
    physicalLocation: physicalLocation(at, prefix),
    logicalLocations: [{ name: member, fullyQualifiedName: `${at.path}${offset}`, kind: 'member' }],
  }
}

export function physicalLocation(at: Location, prefix: string): object {
  const artifactLocation = { uri: fileUri(prefix + outermostPath(at.path)), uriBaseId: 'SRCROOT' }
  if (!at.range || memberOf(at) !== '') return { artifactLocation }
  return { artifactLocation, region: region(at.range) }
}

function memberOf(at: Location): string {
  return at.path.slice(outermostPath(at.path).length + 1)
}

function region({ unit, start, end }: Range): object {
  if (unit === 'byte') return { byteOffset: start, byteLength: Math.max(0, end - start) }
  return { startLine: Math.max(1, start), endLine: Math.max(1, start, end) }
}

/** A relative reference: every character that is not unreserved is encoded, lone surrogates become U+FFFD. */
function fileUri(path: string): string {
  const uri = path
    .split('/')
    .map((segment) => encodeURIComponent(segment.toWellFormed()))
    .join('/')
  return uri === '' ? '.' : uri
}
