import type { Sample } from '../../../model/entry.ts'
import type { Discoverer } from '../../../model/discoverer.ts'
import { MiB } from '../../../model/context.ts'
import { overLimit } from '../../../model/read-error.ts'
import { parseBlockYaml } from '../../../text/block-yaml.ts'
import type { PackageSet } from '../../package-set.ts'
import { packageSightings } from '../../package-sightings.ts'
import { gapsOf } from '../../skipped.ts'
import { isExplicitList, readExplicitList } from './explicit.ts'
import { readUnifiedLock } from './unified.ts'
import { packageRules } from '../../rules.ts'

const MAX_BYTES = 48 * MiB

export const condaLock: Discoverer<PackageSet> = {
  id: 'conda-lock',
  title: 'conda-lock and explicit lists of conda packages',
  claims: (sample) => isUnifiedLock(sample) || (sample.text !== undefined && isExplicitList(sample.text)),
  *read({ path, bytes }, ctx) {
    if (bytes.size > Math.min(MAX_BYTES, ctx.limits.structureBytes))
      throw overLimit(`a lock file of ${bytes.size} bytes`)
    const text = bytes.read(0, bytes.size).toString('utf8')
    const checkpoint = (): void => ctx.checkpoint()
    const title = path.split(/[/!]/).at(-1) ?? path
    if (isExplicitList(text.slice(0, 65_536))) {
      const { set, skipped } = readExplicitList(text, title, checkpoint)
      yield* gapsOf(path, skipped)
      yield { kind: 'facts', facts: set }
      return
    }
    const { root, problems } = parseBlockYaml(text, checkpoint)
    const { set, skipped } = readUnifiedLock(root, title, checkpoint)
    yield* gapsOf(path, [...problems, ...skipped])
    yield { kind: 'facts', facts: set }
  },
  sightings: (set, path) => packageSightings(set, path),
  rules: packageRules,
}

function isUnifiedLock({ name, text }: Sample): boolean {
  if (text === undefined || !/\.(?:ya?ml|lock)$/.test(name)) return false
  // Early versions of pixi.lock have the same shape, and a reader of their own.
  if (name === 'pixi.lock') return false
  if (/^(?:.*[.-])?conda-lock\.ya?ml$/.test(name) && !/^dependencies:/m.test(text)) return true
  return /^metadata:/m.test(text) && /^ {2}content_hash:/m.test(text)
}
