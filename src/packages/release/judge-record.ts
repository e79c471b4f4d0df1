import { lineRange } from '../../model/location.ts'
import { releaseFinding, type ReleaseFinding } from './finding.ts'
import type { ReleaseArchive, ReleaseMember } from './member.ts'
import { recordedDigest, recordRows } from './record.ts'
import { recordMismatch } from './rules.ts'

const MAX_SHOWN = 20
const SIGNATURES = /\.dist-info\/RECORD(?:\.jws|\.p7s)?$/

/** RECORD of a wheel against its members. */
export function judgeRecord(archive: ReleaseArchive): ReleaseFinding[] {
  if (archive.kind !== 'wheel') return []
  const records = archive.members.filter((m) => /^[^/]+\.dist-info\/RECORD$/.test(m.name))
  const { path } = archive
  if (records.length === 0)
    return [
      releaseFinding(recordMismatch, {
        path,
        severity: 'medium',
        when: 'install',
        message: 'has no RECORD: none of its files can be verified',
      }),
    ]
  return records.flatMap((record) => judgeOne(archive, record))
}

function judgeOne(archive: ReleaseArchive, record: ReleaseMember): ReleaseFinding[] {
  const text = archive.texts.get(record.name)
  if (text === undefined) return []
  const rows = recordRows(text)
  const members = new Map(archive.members.map((m) => [m.name, m]))
  const listed = new Set(rows.map((r) => r.path))
  const found: ReleaseFinding[] = []
  const say = (draft: {
    message: string
    severity?: 'high' | 'medium' | 'low'
    line?: number
    excerpt?: string
  }): void => {
    if (found.length >= MAX_SHOWN) return
    const { line, ...rest } = draft
    const range = line === undefined ? {} : { range: lineRange(line) }
    found.push(
      releaseFinding(recordMismatch, {
        path: archive.path,
        member: record.name,
        when: 'install',
        ...range,
        ...rest,
      }),
    )
  }
  for (const row of rows) {
    const member = members.get(row.path)
    const excerpt = row.path
    if (member === undefined) {
      if (!SIGNATURES.test(row.path))
        say({
          message: `lists a file that is not there: ${row.path}`,
          severity: 'low',
          line: row.line,
          excerpt,
        })
      continue
    }
    const stated = recordedDigest(row.hash)
    if (stated === undefined) {
      if (!SIGNATURES.test(row.path) && row.hash === '')
        say({ message: `gives no hash for ${row.path}`, severity: 'low', line: row.line, excerpt })
      continue
    }
    if (member.digest === undefined) continue
    if (member.digest !== `sha256:${stated}`)
      say({ message: `gives another hash for ${row.path}: the file was changed`, line: row.line, excerpt })
  }
  for (const { name, nature } of archive.members) {
    if (listed.has(name) || name.endsWith('/') || SIGNATURES.test(name)) continue
    const runs =
      nature === 'python' || nature === 'native' || nature === 'bytecode' || /\.(?:pth|start)$/.test(name)
    say({ message: `does not list ${name}`, severity: runs ? 'high' : 'low', excerpt: name })
  }
  return found
}
