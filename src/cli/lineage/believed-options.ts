import type { OptionSpec } from '../command.ts'

/** Which results of `assay derive` count beside one's own. */
export const BELIEVED: readonly OptionSpec[] = [
  {
    flags: '--derivation <file>',
    about: 'believe a result of assay derive; repeatable',
    repeats: true,
    isPath: true,
  },
  {
    flags: '--public-key <pem>',
    about: 'believe derivations it signed; repeatable',
    repeats: true,
    isPath: true,
  },
  { flags: '--identity <name>', about: 'believe derivations it signed keyless' },
  { flags: '--issuer <url>', about: 'who must have vouched for the identity' },
]
