import type { Guarded } from '../../integrity/guard/guard.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** The environment of the command: what the user set stays as it is. */
export function commandEnvironment(
  env: Environment,
  { artifacts, content }: Guarded,
  lock: string,
): Environment {
  return {
    // What was not checked must not be downloaded.
    HF_HUB_OFFLINE: '1',
    TRANSFORMERS_OFFLINE: '1',
    // A compiled file beside locked code would be code that nobody locked at the next start.
    ...(artifacts.some(({ path }) => path.endsWith('.py')) && { PYTHONDONTWRITEBYTECODE: '1' }),
    ...env,
    ASSAY_GUARD_LOCK: lock,
    ...(content !== undefined && { ASSAY_GUARD_LOCK_SHA256: content }),
  }
}
