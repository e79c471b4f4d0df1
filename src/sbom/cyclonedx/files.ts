import { agreedHashes } from '../agreed-hashes.ts'
import { shownText } from '../plain-text.ts'
import { property, type Property } from '../properties.ts'
import type { Component } from './document.ts'
import { hashEvidence } from './evidence.ts'
import { digestHash, writtenHash } from './hashes.ts'
import { placeOf } from './placement.ts'
import { distinct, listed, order, type Writing } from './writing.ts'

/** A file of an item, with its hash and what checking it against published checksums gave. */
export function fileComponent(w: Writing, path: string): Component {
  const artifact = w.artifacts.get(path)
  const checks = w.checks.get(path) ?? []
  const hash = artifact?.digest && digestHash(artifact.digest)
  const further = agreedHashes(checks).flatMap((h) => writtenHash(h) ?? [])
  const identity = hashEvidence(checks, artifact?.digest)
  const shown = shownText(path)
  const properties: Property[] = [
    property('file:path', path),
    ...(artifact
      ? [property('file:size', String(artifact.size)), property('file:format', artifact.format)]
      : []),
    ...(artifact?.digest && !hash ? [property('file:digest', artifact.digest)] : []),
    ...checks.flatMap((check) => [
      property('checksum:verdict', check.verdict),
      property('checksum:authority', check.authority),
      property('checksum:algorithm', check.algorithm),
      property('checksum:expected', check.expected),
    ]),
  ]
  return {
    type: 'file',
    'bom-ref': w.refs.take(`file:${path}`),
    name: shown === '' ? '(no name)' : shown,
    ...listed('hashes', [...(hash ? [hash] : []), ...further]),
    evidence: { ...listed('identity', identity), occurrences: [{ location: shown }] },
    properties,
  }
}

/** Files that no component nests: of services and training runs, which have no place for them, or of nothing. */
export function looseFiles(w: Writing): Component[] {
  const nested = new Set(w.items.filter((i) => placeOf(i) === 'component').flatMap((i) => i.artifacts))
  const mentioned = w.items.filter((i) => placeOf(i) !== 'component').flatMap((i) => i.artifacts)
  return distinct([...mentioned, ...w.artifacts.keys(), ...w.checks.keys()])
    .filter((path) => !nested.has(path))
    .toSorted(order)
    .map((path) => fileComponent(w, path))
}
