import { isPythonName, normalizedPythonName } from '../../names/python-package.ts'
import { archiveName } from '../../names/archive-name.ts'
import type { ArchiveKind } from './member.ts'

export interface ArchiveIdentity {
  readonly kind: ArchiveKind
  readonly name?: string
  readonly version?: string
}

/** Kind, name and version that a file name states. */
export function identityOf(file: string): ArchiveIdentity | undefined {
  const lower = file.toLowerCase()
  if (lower.endsWith('.whl')) return { kind: 'wheel', ...archiveName(file) }
  if (lower.endsWith('.conda')) return { kind: 'conda', ...condaName(file.slice(0, -'.conda'.length)) }
  if (lower.endsWith('.tar.bz2')) {
    const conda = condaName(file.slice(0, -'.tar.bz2'.length))
    return conda && /^\w*_?\d+$/.test(conda.build) ? { kind: 'conda', ...conda } : sdist(file)
  }
  if (lower.endsWith('.tgz')) return { kind: 'npm', ...npmName(file.slice(0, -'.tgz'.length)) }
  if (/\.(?:tar\.(?:gz|xz|z)|tbz|tar|zip)$/.test(lower)) return sdist(file)
  return undefined
}

function sdist(file: string): ArchiveIdentity {
  return { kind: 'sdist', ...archiveName(file) }
}

function condaName(
  stem: string,
): { readonly name: string; readonly version: string; readonly build: string } | undefined {
  const [build, version, ...name] = stem.split('-').toReversed()
  if (build === undefined || version === undefined || name.length === 0) return undefined
  const joined = name.toReversed().join('-')
  return isPythonName(joined.replace(/^_/, '')) && /^\d|^v\d/.test(version)
    ? { name: joined, version, build }
    : undefined
}

function npmName(stem: string): { readonly name: string; readonly version: string } | undefined {
  const at = /^(.{1,214}?)-(\d[\w.+-]{0,60})$/.exec(stem)
  return at ? { name: at[1]!, version: at[2]! } : undefined
}

/** The kind by what lies inside, for archives whose name says nothing or lies. */
export function kindByContent(names: readonly string[]): ArchiveKind | undefined {
  if (names.some((n) => /^[^/]+\.dist-info\/(?:WHEEL|METADATA|RECORD)$/.test(n))) return 'wheel'
  if (names.includes('info/index.json') || names.includes('metadata.json')) return 'conda'
  if (names.some((n) => /^[^/]+\/(?:PKG-INFO|setup\.py|setup\.cfg|pyproject\.toml)$/.test(n))) return 'sdist'
  if (names.some((n) => /^[^/]+\/package\.json$/.test(n))) return 'npm'
  return undefined
}

/**
 * Where a member ends up. Wheels spread `*.data` over the environment; sdists and npm tarballs wrap all in a folder;
 * conda packages hold site-packages at a place that depends on the Python.
 */
export function placeOf(kind: ArchiveKind, name: string): string {
  const clean = name.replace(/^(?:\.\/)+/, '')
  switch (kind) {
    case 'wheel':
      return clean.replace(
        /^[^/]+\.data\/(?:purelib|platlib|data\/(?:lib\/python\d[\w.]*|Lib)\/(?:site|dist)-packages)\//,
        '',
      )
    case 'conda':
      return clean.replace(/^(?:lib\/python\d[\w.]*\/|Lib\/)?site-packages\//, '')
    case 'sdist':
    case 'npm':
      return clean.replace(/^[^/]+\//, '')
    case 'archive':
      return clean
    default:
      return kind satisfies never
  }
}

const FOR_DEVELOPERS =
  /(?:^|\/)(?:tests?|testing|_tests?|docs?|examples?|samples?|benchmarks?|demos?|tutorials?|conftest\.py|test_[^/]*\.py|[^/]*_test\.py)(?:\/|$)/i

/**
 * Files for the package's own developers: nothing imports them where it is installed. What an installer puts at the
 * top is a package that someone imports, whatever its name.
 */
export function isForDevelopers(
  place: string,
  archive: { readonly kind: ArchiveKind; readonly name: string | undefined },
): boolean {
  const top = place.slice(0, Math.max(0, place.indexOf('/')))
  const isPackage =
    archive.kind !== 'sdist' ||
    normalizedPythonName(top) === normalizedPythonName(archive.name ?? '') ||
    (archive.name === undefined && place === `${top}/__init__.py`)
  return FOR_DEVELOPERS.test(isPackage ? place.slice(top.length + 1) : place)
}
