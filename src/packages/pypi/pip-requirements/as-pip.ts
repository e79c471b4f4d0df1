import { parseRequirement } from '../../../names/python-package.ts'
import { markerText, parsePythonMarker } from '../../../names/python-marker.ts'
import { withoutCredentials, withoutCredentialsWithin } from '../../../text/web-address.ts'
import { logicalLines } from './lines.ts'
import { splitOptions } from './options.ts'

/** What pip's own parser makes of one requirement: name, extras, specifiers, marker, address. */
export type PipRow =
  | readonly [
      name: string,
      extras: readonly string[],
      specifiers: string,
      marker: string | null,
      url: string | null,
    ]
  | readonly ['!ERR', string]

const MAX_ROWS = 50_000
const SHOWN = 80

/**
 * One row a requirement, in the order of the file and with names as written. Where a path, an address or something
 * broken stands in place of a name the row says so; editable ones and options have none.
 */
export function* pipRows(source: string, checkpoint: () => void): Generator<PipRow> {
  let count = 0
  for (const { text } of logicalLines(source, checkpoint)) {
    const { requirement } = splitOptions(text)
    if (requirement === '') continue
    if (++count > MAX_ROWS) return
    yield pipRow(requirement)
  }
}

function pipRow(text: string): PipRow {
  const found = parseRequirement(text)
  const marker = found?.marker === undefined ? undefined : parsePythonMarker(found.marker)
  if (!found || (found.marker !== undefined && !marker))
    return ['!ERR', withoutCredentialsWithin(text).slice(0, SHOWN)]
  const { name, extras, specifiers, url } = found
  return [
    name,
    [...new Set(extras)].toSorted(),
    sortedSpecifiers(specifiers),
    marker ? markerText(marker) : null,
    url === undefined ? null : withoutCredentials(url),
  ]
}

/** A set of specifiers has no order; this is the one in which it is written. */
function sortedSpecifiers(specifiers: string): string {
  const clauses = new Set(specifiers.split(',').filter((clause) => clause !== ''))
  return [...clauses].toSorted().join(',')
}
