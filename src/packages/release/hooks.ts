import { parse } from 'smol-toml'

/** What a build front end loads or runs to build a source distribution. */
export interface BuildHooks {
  /** `module:object` of the back end; absent for the default. */
  readonly backend: string | undefined
  /** Folders of the archive from which the back end is loaded before anything that is installed. */
  readonly backendPath: readonly string[]
  /** What is installed to build it. */
  readonly requires: readonly string[]
  /** Scripts of the archive that run while it is built, and where that is said. */
  readonly scripts: readonly { readonly place: string; readonly by: string }[]
  /** Modules that are imported for a value: `attr = pkg.__version__`. */
  readonly attributes: readonly string[]
}

const NOTHING: BuildHooks = { backend: undefined, backendPath: [], requires: [], scripts: [], attributes: [] }
const MAX_ITEMS = 200

/** Broken files say nothing; installers refuse them. */
export function buildHooks(pyproject: string | undefined, setupCfg: string | undefined): BuildHooks {
  const document = pyproject === undefined ? undefined : tomlOf(pyproject)
  const system = table(document, 'build-system')
  const tool = table(document, 'tool')
  const scripts: { place: string; by: string }[] = []
  const script = (value: unknown, by: string): void => {
    if (typeof value === 'string' && value.length < 300)
      scripts.push({ place: value.replace(/^\.\//, ''), by })
  }
  const poetry = table(table(tool, 'poetry'), 'build')
  script(own(table(tool, 'poetry'), 'build'), 'tool.poetry.build')
  script(own(poetry, 'script'), 'tool.poetry.build.script')
  const pdm = table(table(tool, 'pdm'), 'build')
  script(own(pdm, 'custom-hook'), 'tool.pdm.build.custom-hook')
  script(own(pdm, 'setup-script'), 'tool.pdm.build.setup-script')
  for (const hatch of hatchHooks(table(table(tool, 'hatch'), 'build')))
    script(hatch, 'tool.hatch.build.hooks.custom')
  for (const metadata of [table(table(table(tool, 'hatch'), 'metadata'), 'hooks')]) {
    const custom = table(metadata, 'custom')
    if (custom) script(own(custom, 'path') ?? 'hatch_build.py', 'tool.hatch.metadata.hooks.custom')
  }
  const dynamic = table(table(tool, 'setuptools'), 'dynamic')
  const attributes = [own(table(dynamic, 'version'), 'attr')].filter((v) => typeof v === 'string')
  const attr =
    setupCfg === undefined ? undefined : /^\s*version\s*=\s*attr:\s*([\w.]{1,200})/m.exec(setupCfg)?.[1]
  const backend = own(system, 'build-backend')
  return {
    ...NOTHING,
    backend: typeof backend === 'string' ? backend.slice(0, 300) : undefined,
    backendPath: texts(own(system, 'backend-path')),
    requires: texts(own(system, 'requires')),
    scripts: scripts.slice(0, MAX_ITEMS),
    attributes: attr === undefined ? attributes : [...attributes, attr],
  }
}

function hatchHooks(build: Table | undefined): string[] {
  const targets = Object.values(table(build, 'targets') ?? {})
  return [build, ...targets].flatMap((holder) => {
    const custom = table(table(asTable(holder), 'hooks'), 'custom')
    if (!custom) return []
    const path = own(custom, 'path')
    return [typeof path === 'string' ? path : 'hatch_build.py']
  })
}

type Table = Readonly<Record<string, unknown>>

function tomlOf(text: string): Table | undefined {
  try {
    return asTable(parse(text))
  } catch {
    return undefined
  }
}

function asTable(value: unknown): Table | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Table) : undefined
}

function own(value: Table | undefined, key: string): unknown {
  return value !== undefined && Object.hasOwn(value, key) ? value[key] : undefined
}

function table(value: Table | undefined, key: string): Table | undefined {
  return asTable(own(value, key))
}

function texts(value: unknown): string[] {
  return Array.isArray(value)
    ? value
        .filter((v): v is string => typeof v === 'string')
        .slice(0, MAX_ITEMS)
        .map((v) => v.slice(0, 500))
    : []
}
