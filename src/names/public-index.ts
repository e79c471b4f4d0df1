import { hostOf } from '../text/web-address.ts'

/** Registries in which names of packages are defined. */
export type Ecosystem = 'pypi' | 'conda' | 'npm'

interface Naming {
  /** The domain that bears the ecosystem's own name. */
  readonly domain: string
  /** Labels before the domain; a test instance has another one. */
  readonly host: readonly string[]
}

const NAMING: Readonly<Record<Ecosystem, Naming>> = {
  pypi: { domain: 'pypi', host: [''] },
  conda: { domain: 'anaconda', host: ['conda', 'repo'] },
  npm: { domain: 'npmjs', host: ['registry'] },
}
/** `example` is reserved: nobody can have a domain there. */
const ENDINGS: ReadonlySet<string> = new Set(['org', 'com', 'example'])

/**
 * Whether the address is that of the ecosystem's public index. A package URL of that type means this index
 * already; every other index has to be named in it.
 */
export function isPublicIndex(ecosystem: Ecosystem, address: string): boolean {
  const labels = hostOf(address)?.split('.') ?? []
  const ending = labels.pop() ?? ''
  const domain = labels.pop()
  const { domain: expected, host } = NAMING[ecosystem]
  return domain === expected && ENDINGS.has(ending) && host.includes(labels.join('.'))
}
