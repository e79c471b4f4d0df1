import type { Context } from '../../model/context.ts'
import { MiB } from '../../model/context.ts'
import type { Discoverer, Discovery } from '../../model/discoverer.ts'
import type { Bytes } from '../../model/entry.ts'
import type { PackageSet } from '../package-set.ts'
import { isRequirementsName } from '../pypi/pip-requirements/file-name.ts'
import { plainLock, POETRY_LOCK, PYLOCK, UV_LOCK } from './plain-lock.ts'
import { plainRequirements } from './plain-requirements.ts'

interface File {
  readonly path: string
  readonly bytes: Bytes
}

interface QuickReader {
  /** The packages of a file as its tool writes it. */
  readonly plain?: (text: string) => PackageSet | undefined
  readonly load: () => Promise<Discoverer<PackageSet>>
}

/** Files as tools write them are read by lines; larger ones and all others by their reader. */
const MAX_PLAIN = 16 * MiB

const READERS: Readonly<Record<string, QuickReader>> = {
  'uv.lock': {
    plain: (text) => plainLock(text, UV_LOCK),
    load: async () => (await import('../pypi/uv-lock/discoverer.ts')).uvLock,
  },
  'poetry.lock': {
    plain: (text) => plainLock(text, POETRY_LOCK),
    load: async () => (await import('../pypi/poetry-lock/discoverer.ts')).poetryLock,
  },
  'pylock.toml': {
    plain: (text) => plainLock(text, PYLOCK),
    load: async () => (await import('../pypi/pylock/discoverer.ts')).pylock,
  },
  'pdm.lock': { load: async () => (await import('../pypi/pdm-lock/discoverer.ts')).pdmLock },
  'pipfile.lock': { load: async () => (await import('../pypi/pipfile-lock/discoverer.ts')).pipfileLock },
  'package-lock.json': { load: async () => (await import('../npm/npm-lock/discoverer.ts')).npmLock },
  'npm-shrinkwrap.json': { load: async () => (await import('../npm/npm-lock/discoverer.ts')).npmLock },
  'pnpm-lock.yaml': { load: async () => (await import('../npm/pnpm-lock/discoverer.ts')).pnpmLock },
  'yarn.lock': { load: async () => (await import('../npm/yarn-lock/discoverer.ts')).yarnLock },
  'pixi.lock': { load: async () => (await import('../conda/pixi-lock/discoverer.ts')).pixiLock },
}
const REQUIREMENTS: QuickReader = {
  plain: plainRequirements,
  load: async () => (await import('../pypi/pip-requirements/discoverer.ts')).pipRequirements,
}

/**
 * Reads a file whose name calls for one reader, and loads nothing else. Undefined for names that say too little,
 * or that several readers know: then all of them are asked. What a requirements file includes is one as well.
 */
export async function readQuickly(
  file: File,
  ctx: Context,
  isRequirements = false,
): Promise<Iterable<Discovery<PackageSet>> | undefined> {
  const name = file.path.slice(file.path.lastIndexOf('/') + 1).toLowerCase()
  const reader = Object.hasOwn(READERS, name)
    ? READERS[name]
    : isRequirements || isRequirementsName({ name, path: file.path })
      ? REQUIREMENTS
      : undefined
  if (!reader) return undefined
  const plain = reader.plain && plainText(file.bytes)
  const facts = plain === undefined ? undefined : reader.plain?.(plain)
  return facts ? [{ kind: 'facts', facts }] : (await reader.load()).read(file, ctx)
}

/** Undefined for what no tool writes: too large, binary, in another encoding. */
function plainText(bytes: Bytes): string | undefined {
  if (bytes.size > MAX_PLAIN) return undefined
  const data = bytes.read(0, bytes.size)
  return data[0] === 0xef || data.includes(0) ? undefined : data.toString('utf8')
}
