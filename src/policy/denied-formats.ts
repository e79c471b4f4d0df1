import type { Artifact, Component } from '../model/component.ts'
import { fingerprint, type Finding } from '../model/finding.ts'
import { outermostPath } from '../model/location.ts'
import { deniedFormat } from './rules.ts'

interface Found {
  readonly artifacts: readonly Artifact[]
  readonly components: readonly Component[]
}

/** A finding for each artifact in a format that the policy rules out. What lies in a denied container needs no second one. */
export function deniedFormats({ artifacts, components }: Found, denied: readonly string[]): Finding[] {
  if (denied.length === 0) return []
  const owners = new Map(components.flatMap((c) => c.artifacts.map((path) => [path, c.id] as const)))
  const digests = new Map(artifacts.map((a) => [a.path, a.digest]))
  const ruledOut = artifacts.filter((a) => denied.includes(a.format))
  const paths = new Set(ruledOut.map((a) => a.path))
  return ruledOut
    .filter(({ path }) => !containersOf(path).some((container) => paths.has(container)))
    .map(({ path, format }) => {
      const { id: rule, severity, confidence, remedy } = deniedFormat
      const file = outermostPath(path)
      const digest = digests.get(file)
      return {
        rule,
        severity,
        confidence,
        remedy,
        subject: owners.get(path) ?? owners.get(file) ?? `file:${file}`,
        at: { path },
        message: `is ${format}, which the policy does not allow`,
        evidence: [{ at: { path }, says: `the bytes are ${format}` }],
        fingerprint: fingerprint(rule, digest ? { digest } : {}, format),
      }
    })
}

/** `a!b!c` lies in `a!b` and in `a`. */
function containersOf(path: string): string[] {
  const parts = path.split('!')
  return parts.slice(1).map((_, i) => parts.slice(0, i + 1).join('!'))
}
