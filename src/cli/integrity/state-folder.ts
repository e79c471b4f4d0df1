import { join } from 'node:path'
import { homeOf } from '../../config/home.ts'
import type { Io } from '../io.ts'

/** Where this machine keeps what it must not forget: `$XDG_STATE_HOME/assay`. */
export function stateFolder({ env }: Pick<Io, 'env'>): string {
  return join(env['XDG_STATE_HOME'] || join(homeOf(env), '.local/state'), 'assay')
}
