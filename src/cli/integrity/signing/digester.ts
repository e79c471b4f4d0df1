import type { ResolvedSettings } from '../../../config/resolve.ts'
import type { Digester } from '../../../integrity/oms/check-resources.ts'
import type { Invocation } from '../../command.ts'
import { hashTasks } from '../hash-tasks.ts'

/** What signing and verifying a model hash with: threads, remembered digests, progress on a terminal. */
export function digesterOf(
  values: Pick<ResolvedSettings, 'workers' | 'cache'>,
  invocation: Pick<Invocation, 'options' | 'io'>,
): Digester {
  return (tasks) => hashTasks(tasks, values, invocation)
}
