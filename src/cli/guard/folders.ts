import { join } from 'node:path'
import { homeOf } from '../../config/home.ts'
import { stateFolder } from '../integrity/state-folder.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** Folders of the user for whom something starts. Users of containers often have neither a name nor a home. */
export interface UserFolders {
  readonly home: string
  /** What can be worked out again. */
  readonly cache: string
  /** What this machine remembers and must not forget. */
  readonly state: string
}

export function userFolders(env: Environment): UserFolders {
  const home = homeOf(env)
  return {
    home,
    cache: join(env['XDG_CACHE_HOME'] || join(home, '.cache'), 'assay'),
    state: stateFolder({ env: { ...env, HOME: home } }),
  }
}
