import type { Component } from '../model/component.ts'
import { fingerprint, type Finding } from '../model/finding.ts'
import type { Digest } from '../model/identity.ts'
import { outermostPath } from '../model/location.ts'
import type { RuledDraft } from './inspect.ts'

/** Turns drafts into findings: subject, fingerprint, order. */
export function finishFindings(
  drafts: readonly RuledDraft[],
  components: readonly Component[],
  digests: ReadonlyMap<string, Digest>,
): Finding[] {
  const owners = new Map(components.flatMap((c) => c.artifacts.map((path) => [path, c] as const)))
  const findings = drafts.map(
    ({ rule, severity, confidence, at, message, remedy, evidence, seen }): Finding => {
      const path = outermostPath(at.path)
      const owner = owners.get(path)
      const digest = digests.get(path)
      const identity = digest ? { digest } : (owner?.identity ?? {})
      return {
        rule,
        severity,
        confidence,
        subject: owner?.id ?? `file:${path}`,
        at,
        message,
        remedy,
        evidence,
        fingerprint: fingerprint(rule, identity, seen),
      }
    },
  )
  return dedupe(findings.toSorted(byPlace))
}

function byPlace(a: Finding, b: Finding): number {
  return (
    compare(a.at.path, b.at.path) ||
    (a.at.range?.start ?? 0) - (b.at.range?.start ?? 0) ||
    compare(a.rule, b.rule) ||
    compare(a.fingerprint, b.fingerprint)
  )
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}

/** A polyglot is read from several sides, which may see the same thing at the same place. */
function dedupe(sorted: readonly Finding[]): Finding[] {
  const seen = new Set<string>()
  return sorted.filter(({ at, fingerprint: print }) => {
    const key = `${print} ${at.path}`
    return seen.has(key) ? false : seen.add(key)
  })
}
