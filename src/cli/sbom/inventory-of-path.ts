import type { Config } from '../../config/resolve.ts'
import type { Inventory } from '../../inventory/inventory.ts'
import { scan } from '../../scan/scan.ts'
import { lockInForce } from '../integrity/lock-in-force.ts'
import type { Invocation } from '../command.ts'
import { believedDerivations } from '../lineage/believed.ts'
import { createProgress } from '../progress.ts'
import { limitsOf } from '../report-of.ts'

/** Discovers and hashes under a path. Nothing is judged. */
export async function inventoryOfPath(
  path: string,
  { values }: Config,
  { options, io }: Pick<Invocation, 'options' | 'io'>,
): Promise<Inventory> {
  const shows = options['progress'] !== false && options['quiet'] !== true && io.stderr.isTTY
  const progress = createProgress(io, shows)
  const { lock, notes } = await lockInForce([path], io)
  for (const note of notes) io.say(`warning: ${note}`)
  const derivations = await believedDerivations([path], { options, io })
  try {
    const { inventory } = await scan({
      paths: [path],
      derivations,
      limits: limitsOf(values),
      workers: values.workers,
      cache: values.cache === 'off' ? undefined : values.cache,
      signal: io.signal,
      clock: () => io.clock(),
      showCode: false,
      purpose: 'inventory',
      ...(lock && { lock }),
      ...(shows && { onProgress: progress.update }),
    })
    return inventory
  } finally {
    progress.done()
  }
}
