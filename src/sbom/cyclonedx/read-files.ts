import {
  CHECKSUM_ALGORITHMS,
  CHECKSUM_VERDICTS,
  type ChecksumCheck,
  type ChecksumVerdict,
} from '../../model/checksum.ts'
import type { Artifact } from '../../model/component.ts'
import type { Digest } from '../../model/identity.ts'
import { decodeText } from '../plain-text.ts'
import { PREFIX, valuesOf, type Property } from '../properties.ts'
import { eachIn, propertiesIn, textIn, type Fields } from './json-view.ts'

export interface ReadFile {
  readonly path: string
  readonly artifact?: Artifact
  readonly checks: readonly ChecksumCheck[]
}

/** Undefined when the component is no file that was written from an inventory. */
export function readFileComponent(component: Fields): ReadFile | undefined {
  const properties = propertiesIn(component)
  const [path] = valuesOf(properties, 'file:path')
  if (path === undefined) return undefined
  const size = Number(valuesOf(properties, 'file:size')[0] ?? Number.NaN)
  const digest = digestOf(component) ?? valuesOf(properties, 'file:digest')[0]
  const format = valuesOf(properties, 'file:format')[0] ?? 'unknown'
  return {
    path,
    ...(Number.isSafeInteger(size) && {
      artifact: { path, ...(digest !== undefined && { digest: digest as Digest }), size, format },
    }),
    checks: checksIn(properties, path),
  }
}

/** The SHA-256 among the hashes of a component. */
export function digestOf(component: Fields): Digest | undefined {
  for (const hash of eachIn(component, 'hashes')) {
    const content = textIn(hash, 'content')?.toLowerCase()
    if (textIn(hash, 'alg') === 'SHA-256' && content !== undefined && /^[0-9a-f]{64}$/.test(content))
      return `sha256:${content}`
  }
  return undefined
}

/** Each verdict starts a check; what follows it belongs to it. */
function checksIn(properties: readonly Property[], path: string): ChecksumCheck[] {
  const checks: ChecksumCheck[] = []
  for (const { name, value } of properties) {
    if (!name.startsWith(`${PREFIX}checksum:`)) continue
    const said = decodeText(value)
    const what = name.slice(`${PREFIX}checksum:`.length)
    const last = checks.pop()
    if (what === 'verdict') {
      if (last) checks.push(last)
      const verdict: ChecksumVerdict | undefined = CHECKSUM_VERDICTS.find((v) => v === said)
      if (verdict) checks.push({ path, algorithm: 'sha256', expected: '', authority: '', verdict })
    } else if (last) checks.push(withPart(last, what, said))
  }
  return checks
}

function withPart(check: ChecksumCheck, what: string, said: string): ChecksumCheck {
  if (what === 'authority') return { ...check, authority: said }
  if (what === 'expected') return { ...check, expected: said }
  const algorithm = CHECKSUM_ALGORITHMS.find((a) => a === said)
  return what === 'algorithm' && algorithm ? { ...check, algorithm } : check
}
