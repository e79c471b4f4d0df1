import type { OptionGroup } from '../command.ts'

/** Which results of `assay derive` count beside one's own. */
export const BELIEVED: OptionGroup = {
  title: 'Derivations',
  options: [
    {
      flags: '--derivation <file>',
      about: 'a result of assay derive to believe; repeatable',
      repeats: true,
      isPath: true,
    },
    {
      flags: '--public-key <pem>',
      about: 'believe results that it signed; repeatable',
      repeats: true,
      isPath: true,
    },
    { flags: '--identity <name>', about: 'believe results signed keyless by it; with --issuer' },
    { flags: '--issuer <url>', about: 'who must have vouched for the identity' },
  ],
}
