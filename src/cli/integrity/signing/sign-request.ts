import { statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { pathWithin } from '../../../integrity/oms/ignore-rules.ts'
import { UsageError } from '../../../model/usage-error.ts'
import { visible } from '../../../text/visible.ts'
import type { Invocation } from '../../command.ts'
import { listed } from '../trust-options.ts'

const SIGNATURE_NAME = 'model.sig'

export interface SignTarget {
  /** Folder of the model, or its file; absolute. */
  readonly root: string
  /** Where the signature goes; absolute. */
  readonly output: string
  /** As a person calls it. */
  readonly shownOutput: string
  /** Paths in the model that are not signed. */
  readonly ignored: readonly string[]
}

/** What is to be signed and where the signature goes; nothing if the path does not exist. Throws `UsageError`. */
export function signTarget({ args, options, io }: Invocation): SignTarget | undefined {
  const [path = ''] = args
  const root = resolve(io.cwd, path)
  const stat = statSync(root, { throwIfNoEntry: false })
  if (!stat) return undefined
  const given = options['output']
  const shownOutput =
    typeof given === 'string' ? given : stat.isDirectory() ? join(path, SIGNATURE_NAME) : `${path}.sig`
  const output = resolve(io.cwd, shownOutput)
  if (output === root) throw new UsageError('--output: is the model itself')
  if (!statSync(dirname(output), { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(
      `--output ${visible(shownOutput)}: there is no folder ${visible(dirname(shownOutput))}`,
    )
  const ignored = listed(options['ignore']).map((rule) => ignoredPath(rule, root, io.cwd))
  const own = pathWithin(root, output)
  if (typeof options['key'] === 'string') keepOut(resolve(io.cwd, options['key']), root, ignored)
  return { root, output, shownOutput, ignored: own === undefined ? ignored : [...ignored, own] }
}

/** Relative to the working folder, as all paths on a command line, or else to the model. */
function ignoredPath(rule: string, root: string, cwd: string): string {
  const inModel = pathWithin(root, resolve(cwd, rule)) ?? pathWithin(root, resolve(root, rule))
  if (inModel === undefined) throw new UsageError(`--ignore ${visible(rule)}: is not in the model`)
  return inModel
}

/** Whoever publishes the folder would publish the key with it. */
function keepOut(key: string, root: string, ignored: readonly string[]): void {
  const inModel = pathWithin(root, key)
  if (inModel !== undefined && !ignored.includes(inModel))
    throw new UsageError('--key: the private key lies in the model; keep it somewhere else')
}
