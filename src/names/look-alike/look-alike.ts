import type { Ecosystem } from '../public-index.ts'
import { judgeCondaName } from './conda-look-alike.ts'
import { judgeNpmName } from './npm-names.ts'
import { judgePythonName } from './python-names.ts'
import type { Judgement, LookAlike } from './verdict.ts'

export interface LookAlikeOptions {
  /** Judges the name as if nobody knew it: being known does not clear it, and it is no witness for itself. */
  readonly asUnknown?: boolean
}

const JUDGES: Readonly<Record<Ecosystem, (name: string, asUnknown: boolean) => Judgement>> = {
  pypi: judgePythonName,
  conda: judgeCondaName,
  npm: judgeNpmName,
}

/** Whether a name is made to be taken for another, or was meant to be another, from the name alone. */
export function lookAlike(name: string, ecosystem: Ecosystem, options: LookAlikeOptions = {}): LookAlike {
  const { verdict, target, why } = JUDGES[ecosystem](name, options.asUnknown ?? false)
  return { name, verdict, ...(target !== undefined && { target }), why }
}
