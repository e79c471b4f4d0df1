import type { Severity } from '../model/severity.ts'
import type { Coverage, NamedVersion } from './coverage.ts'
import { boundKey, type AdvisoryEcosystem } from './version-key.ts'
import { encodeIndex, type IndexedPackage } from './write-index.ts'

/** An advisory for an index that a test makes. It is about every version when it names none. */
export interface AdvisoryExample {
  readonly id: string
  readonly name: string
  readonly ecosystem?: AdvisoryEcosystem
  /** The first version that is fixed. */
  readonly below?: string
  readonly versions?: readonly string[]
  readonly unreadable?: string
  readonly aliases?: readonly string[]
  /** Records of the same number speak of one flaw. */
  readonly flaw?: number
  readonly malicious?: boolean
  readonly severity?: Severity
  readonly summary?: string
}

export interface IndexExampleOptions {
  readonly built?: string
  readonly ecosystems?: readonly AdvisoryEcosystem[]
  readonly unreadable?: number
}

/** The bytes of an index, for tests. */
export function indexExample(
  examples: readonly AdvisoryExample[],
  { built = '2026-01-01T00:00:00.000Z', ecosystems = ['PyPI'], unreadable = 0 }: IndexExampleOptions = {},
): Buffer {
  const packages = new Map<string, { -readonly [K in keyof IndexedPackage]: IndexedPackage[K] }>()
  for (const [i, example] of examples.toSorted((a, b) => (a.id < b.id ? -1 : 1)).entries()) {
    const { id, name, ecosystem = 'PyPI', aliases = [], flaw = i, malicious = false, severity } = example
    const advisory = {
      id,
      flaw,
      aliases,
      malicious,
      ...(severity && { severity }),
      summary: example.summary ?? '',
    }
    const known = packages.get(`${ecosystem}/${name}`) ?? { ecosystem, name, entries: [] }
    known.entries = [...known.entries, { advisory, coverage: coverageOf(ecosystem, example) }]
    packages.set(`${ecosystem}/${name}`, known)
  }
  const information = {
    built,
    records: examples.length,
    withdrawn: 0,
    unreadable,
    elsewhere: 0,
    ecosystems: Object.fromEntries(ecosystems.map((ecosystem) => [ecosystem, packages.size])),
    sources: [{ name: 'all.zip', digest: `sha256:${'0'.repeat(64)}`, records: examples.length }],
  }
  return encodeIndex(information, [...packages.values()])
}

function coverageOf(ecosystem: AdvisoryEcosystem, example: AdvisoryExample): Coverage {
  const { below, versions = [], unreadable } = example
  const named = (text: string): NamedVersion => {
    const key = boundKey(ecosystem, text)
    return key === undefined ? { text } : { text, key }
  }
  const end = below === undefined ? undefined : named(below)
  const isEvery = end === undefined && versions.length === 0 && unreadable === undefined
  return {
    intervals: isEvery ? [{}] : end?.key === undefined ? [] : [{ to: end.key }],
    versions: versions.map(named),
    unreadable: unreadable === undefined ? [] : [{ what: unreadable }],
    fixed: end ? [end] : [],
  }
}
