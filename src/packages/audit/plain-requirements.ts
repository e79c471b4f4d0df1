import { normalizedPythonName } from '../../names/python-package.ts'
import type { PackageEntry, PackageSet } from '../package-set.ts'
import { plainEntry, plainSet } from './plain-set.ts'

const UNUSUAL = /[^\t\n\u0020-\u007e]/
/** `name[extras]==version ; marker  # comment`, without an option, an address or a variable. */
const PINNED =
  /^([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)(?:\[[A-Za-z0-9][A-Za-z0-9_.,-]*\])?==([A-Za-z0-9][A-Za-z0-9.!+_]*)(?: ?; [^#\\$@]+?)?(?:\s+#.*)?$/
/** Where packages are looked for; it changes nothing about which they are. */
const PLACE = /^(?:-i|-f|--(?:index-url|extra-index-url|find-links|trusted-host))[ =]\S+$/
const HASH = /^\s+--hash=sha(?:256|384|512):[0-9a-f]+$/
const CONTINUES = ' \\'

/**
 * The packages of a requirements file as tools write it: pins, their hashes and comments. Undefined as soon as a
 * line is anything else: the reader of requirements is for that, and takes longer to load than this to run.
 */
export function plainRequirements(text: string): PackageSet | undefined {
  if (UNUSUAL.test(text)) return undefined
  const packages: PackageEntry[] = []
  let continued = false
  let line = 0
  for (const raw of text.split('\n')) {
    line++
    const goesOn = raw.endsWith(CONTINUES)
    const stated = goesOn ? raw.slice(0, -CONTINUES.length) : raw
    if (stated.endsWith('\\')) return undefined
    if (continued) {
      if (!HASH.test(stated)) return undefined
    } else if (/^\s*(?:#|$)/.test(stated)) {
      if (goesOn) return undefined
    } else {
      const [, name, version] = PINNED.exec(stated) ?? []
      if (name !== undefined && version !== undefined)
        packages.push(plainEntry(normalizedPythonName(name), version, line))
      else if (goesOn || !PLACE.test(stated)) return undefined
    }
    continued = goesOn
  }
  return continued ? undefined : plainSet(packages)
}
