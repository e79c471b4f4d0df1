import { malformed } from '../../../model/read-error.ts'
import { itemsOf, membersOf, textOf, type YamlNode } from '../../../text/block-yaml.ts'
import { withoutCredentials } from '../../../text/web-address.ts'
import type { PackageEntry, PackageInclude, PackageIndex, PackageOption } from '../../package-set.ts'
import type { Skipped } from '../../skipped.ts'
import { condaAddress } from '../../../names/conda-channel.ts'
import { channelIndexes, isVirtualPackage } from '../channel.ts'
import { condaPackage } from '../locked.ts'
import { pipRequirement } from '../../pypi/pip-requirements/requirement.ts'
import { parseMatchSpec } from '../../../names/conda-spec.ts'
import type { ReadSet } from '../conda-lock/unified.ts'

/** What people ask of conda, and below `pip:` of pip. */
export function readEnvironment(root: YamlNode, title: string): ReadSet {
  const top = membersOf(root)
  const dependencies = top.get('dependencies')
  if (dependencies?.kind !== 'list') throw malformed('an environment without a list of dependencies')
  const skipped: Skipped[] = []
  const packages: PackageEntry[] = []
  const indexes: PackageIndex[] = channelIndexes(
    itemsOf(top.get('channels')).flatMap((item) => {
      const address = textOf(item)
      return address === undefined ? [] : [{ address, line: item.line }]
    }),
  )
  for (const item of itemsOf(top.get('pip-repositories'))) {
    const address = textOf(item)
    if (address === undefined) continue
    const url = condaAddress(address)
    indexes.push({ role: 'extra', url, credentials: url !== address, line: item.line })
  }
  const python: PipPart = { packages, indexes, includes: [], options: [], skipped }
  for (const item of dependencies.items) {
    const pip = membersOf(item).get('pip')
    const spec = textOf(item)
    if (pip) for (const line of itemsOf(pip)) readPipLine(line, python)
    else if (spec === undefined) skipped.push({ line: item.line, detail: 'a dependency that is no text' })
    else {
      const entry = readSpec(spec, item.line)
      if (entry) packages.push(entry)
      else if (!spec.startsWith('__'))
        skipped.push({ line: item.line, detail: 'a dependency without a name' })
    }
  }
  return {
    set: {
      kind: 'manifest',
      title,
      complete: false,
      projects: [],
      packages,
      indexes,
      options: python.options,
      includes: python.includes,
    },
    skipped,
  }
}

/** A line may have a selector behind it, and may be the address of a file. */
function readSpec(text: string, line: number): PackageEntry | undefined {
  if (/^[a-z][a-z0-9+.-]*:\/\/|^[./~].*\.(?:conda|tar\.bz2)$/i.test(text)) {
    const [address = '', hash] = text.split('#', 2)
    const located = condaPackage({ address, hashes: { md5: hash, sha256: hash } })
    return located && { ...located, direct: true, scopes: [], dependencies: [], line }
  }
  const spec = parseMatchSpec(text)
  if (!spec || isVirtualPackage(spec.name)) return undefined
  const { name, requirement, version, build, channel, subdir } = spec
  const isFixed = build !== undefined && !/[*^$]/.test(build)
  const conda = {
    ...(channel && { channel }),
    ...(subdir && { subdir }),
    ...(isFixed && { build }),
  }
  return {
    ecosystem: 'conda',
    name,
    ...(version && { version }),
    ...(requirement && { requirement }),
    direct: true,
    scopes: [],
    source: { kind: 'registry' },
    distributions: [],
    dependencies: [],
    ...(Object.keys(conda).length > 0 && { conda }),
    line,
  }
}

const MAX_LINE = 4000

interface PipPart {
  readonly packages: PackageEntry[]
  readonly indexes: PackageIndex[]
  readonly includes: PackageInclude[]
  readonly options: PackageOption[]
  readonly skipped: Skipped[]
}

/** Lines of a requirements file, one option or requirement each. */
function readPipLine(item: YamlNode, out: PipPart): void {
  const { line } = item
  const written = textOf(item)
  if (written === undefined || written.length > MAX_LINE) {
    out.skipped.push({ line, detail: 'a line for pip that is no text' })
    return
  }
  const text = written.replace(/\s#.*$/s, '').trim()
  const option = /^(-[a-zA-Z]|--[a-z-]+)(?:[ =]\s*|(?<=^-[a-zA-Z])(?=\S))?(.*)$/.exec(text)
  if (!option) {
    const entry = readRequirement(text, line)
    if (entry === undefined) out.skipped.push({ line, detail: 'a line for pip that names no package' })
    else if (entry !== 'project') out.packages.push(entry)
    return
  }
  const [, name = '', value = ''] = option
  switch (name) {
    case '-r':
    case '--requirement':
      out.includes.push({ as: 'requirements', path: withoutCredentials(value), line })
      break
    case '-c':
    case '--constraint':
      out.includes.push({ as: 'constraints', path: withoutCredentials(value), line })
      break
    case '-i':
    case '--index-url':
    case '--extra-index-url':
    case '-f':
    case '--find-links': {
      const role = /^-(?:i|-index-url)$/.test(name)
        ? 'primary'
        : name.startsWith('--extra')
          ? 'extra'
          : 'find-links'
      const url = condaAddress(value)
      out.indexes.push({ role, url, credentials: url !== value, line })
      break
    }
    case '-e':
    case '--editable': {
      const entry = readRequirement(value, line, true)
      if (entry !== undefined && entry !== 'project') out.packages.push(entry)
      break
    }
    default:
      out.options.push({ name, line })
  }
}

/** Undefined when pip would not take it; a folder that is named by its own files is nobody's package here. */
function readRequirement(text: string, line: number, editable = false): PackageEntry | 'project' | undefined {
  const found = pipRequirement(text, { line, lineEnd: line, hashes: [], editable })
  return found?.kind === 'package' ? { ...found.entry, direct: true } : found && 'project'
}
