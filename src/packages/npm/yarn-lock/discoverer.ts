import { MiB } from '../../../model/context.ts'
import type { Discoverer } from '../../../model/discoverer.ts'
import { overLimit } from '../../../model/read-error.ts'
import { parseBlockYaml } from '../../../text/block-yaml.ts'
import type { PackageSet } from '../../package-set.ts'
import { packageSightings } from '../../package-sightings.ts'
import { gapsOf } from '../../skipped.ts'
import { yarnSet } from './resolve.ts'
import { readBlocks } from './classic.ts'
import { readBerry } from './berry.ts'
import { packageRules } from '../../rules.ts'

const MAX_BYTES = 32 * MiB

export const yarnLock: Discoverer<PackageSet> = {
  id: 'yarn-lock',
  title: 'yarn.lock',
  claims: ({ name, text }) => name === 'yarn.lock' && text !== undefined,
  *read({ path, bytes }, ctx) {
    if (bytes.size > Math.min(MAX_BYTES, ctx.limits.structureBytes))
      throw overLimit(`a lock file of ${bytes.size} bytes`)
    const text = bytes.read(0, bytes.size).toString('utf8')
    const checkpoint = (): void => ctx.checkpoint()
    if (/^__metadata:/m.test(text)) {
      const { root, problems } = parseBlockYaml(text, checkpoint)
      const { blocks, skipped } = readBerry(root)
      yield* gapsOf(path, [...problems, ...skipped])
      yield { kind: 'facts', facts: yarnSet(blocks, checkpoint) }
      return
    }
    const { blocks, skipped } = readBlocks(text, checkpoint)
    yield* gapsOf(path, skipped)
    yield { kind: 'facts', facts: yarnSet(blocks, checkpoint) }
  },
  sightings: (set, path) => packageSightings(set, path),
  rules: packageRules,
}
