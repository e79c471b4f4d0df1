import { ReadError } from '../../src/model/read-error.ts'
import { UsageError } from '../../src/model/usage-error.ts'

/** What a reader gives, or nothing where it refuses as readers do. Throws what else gets out of it. */
export async function expected<Result>(run: () => Result | Promise<Result>): Promise<Result | undefined> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof UsageError || error instanceof ReadError) return undefined
    throw error
  }
}
