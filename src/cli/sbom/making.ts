import type { Making } from '../../sbom/make.ts'
import { UsageError } from '../../model/usage-error.ts'
import type { Io } from '../io.ts'
import { version } from '../version.ts'

/** Who makes a document, and when: `SOURCE_DATE_EPOCH` stands for the clock where builds must be reproducible. */
export function makingOf(io: Io): Making {
  return { now: now(io), tool: { name: 'assay', version: version() } }
}

function now(io: Io): Date {
  const epoch = io.env['SOURCE_DATE_EPOCH']
  if (epoch === undefined || epoch === '') return io.clock()
  if (!/^\d{1,11}$/.test(epoch))
    throw new UsageError(`SOURCE_DATE_EPOCH: is seconds since 1970, not ${epoch}`)
  return new Date(Number(epoch) * 1000)
}
