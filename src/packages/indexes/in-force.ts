import {
  hostOf,
  statesCredentials,
  withoutCredentials,
  withoutCredentialsWithin,
} from '../../text/web-address.ts'

export type IndexTool = 'pip' | 'uv' | 'poetry' | 'pdm' | 'pipenv' | 'conda' | 'pixi' | 'npm'

/** Where a value was set. */
export type Origin =
  | { readonly kind: 'file'; readonly path: string; readonly line: number }
  | { readonly kind: 'environment'; readonly name: string }
  | { readonly kind: 'default' }

export const BY_DEFAULT: Origin = { kind: 'default' }

/** A place that a tool asks for packages. */
export interface IndexInForce {
  /** `explicit` and `scope` are asked only for the packages that are limited to them. */
  readonly role: 'primary' | 'extra' | 'explicit' | 'scope' | 'find-links'
  /** Without credentials. Absent: the index that is built into the tool. */
  readonly url?: string
  readonly name?: string
  /** What it is limited to: names or patterns of packages, or a scope. */
  readonly packages?: readonly string[]
  /** Whether the place where it is set holds credentials for it. */
  readonly credentials: boolean
  /** Certificates are left unchecked, and where that is set. */
  readonly insecure?: Origin
  readonly origin: Origin
}

export interface SettingInForce {
  readonly name: string
  readonly value: string
  readonly origin: Origin
}

/** What one tool does when it looks for a package here. */
export interface ToolIndexes {
  readonly tool: IndexTool
  /** The file that is installed from, where that has a say of its own. */
  readonly of?: string
  /** In the order in which they are asked. */
  readonly indexes: readonly IndexInForce[]
  /**
   * Who answers when several could. `best`: the highest version of all; `first`: the first that has the name;
   * `flexible`: the first that has a version that fits.
   */
  readonly choice: 'best' | 'first' | 'flexible'
  /** Set by anybody, in the order of their names. */
  readonly settings: readonly SettingInForce[]
}

/** Public index of the tool, which nobody had to name. */
export function builtIn(role: IndexInForce['role'] = 'primary', name?: string): IndexInForce {
  return { role, credentials: false, origin: BY_DEFAULT, ...(name !== undefined && { name }) }
}

export function indexAt(
  role: IndexInForce['role'],
  address: string,
  origin: Origin,
  more: Pick<IndexInForce, 'name' | 'packages' | 'insecure'> = {},
): IndexInForce {
  return {
    role,
    url: withoutCredentials(address),
    credentials: statesCredentials(address),
    origin,
    ...more,
  }
}

/** Marks the indexes of hosts that are trusted whatever certificate they show. */
export function withTrusted(
  indexes: readonly IndexInForce[],
  trusted: readonly { readonly text: string; readonly origin: Origin }[],
): readonly IndexInForce[] {
  return indexes.map((index) => {
    const host = hostOf(index.url ?? '')
    const by = trusted.find(({ text }) => host !== undefined && text.replace(/:(?:\d+|\*)$/, '') === host)
    return by ? { ...index, insecure: by.origin } : index
  })
}

/** A value as one may show it. */
export function settingOf(name: string, value: string, origin: Origin): SettingInForce {
  return { name, value: withoutCredentialsWithin(value).slice(0, 200), origin }
}

export function byName(settings: readonly SettingInForce[]): readonly SettingInForce[] {
  return settings.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
}
