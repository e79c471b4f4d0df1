import type { CommandSpec } from '../command.ts'
import { DERIVATION_FORMATS } from '../../report/derivation/reporters.ts'
import { CONFIGURATION, GENERAL } from '../options.ts'

/** Whether a quantised, re-uploaded or merged model comes from the official weights. */
export const deriveCommand: CommandSpec = {
  name: 'derive',
  summary: 'Does a quantised or re-uploaded model come from the official weights',
  examples: [
    ['assay derive m-Q4_K_M.gguf --from official/', 'every tensor against the official folder'],
    ['assay derive m.gguf --from official/ -o html=m.html', 'with a heat map'],
    ['assay derive m.gguf --from hub:org/name@commit --online', 'sampled, by ranges'],
    ['assay derive --index official/', 'remember a base model'],
    ['assay derive --identify m.gguf', 'which known base is this'],
  ],
  arguments: [{ name: '[candidate...]', about: 'GGUF or safetensors: file, shard, folder, URL' }],
  groups: [
    {
      title: 'Question',
      options: [
        {
          flags: '--from <official>',
          about: 'the official weights: folder, file, URL, hub:org/name@commit',
          isPath: true,
        },
        { flags: '--identify', about: 'look the base up in the index' },
        { flags: '--index', about: 'add the given models to the index' },
        { flags: '--index-file <file>', about: 'instead of the index in the cache folder', isPath: true },
        { flags: '--online', about: 'allow URLs and the hub' },
      ],
    },
    {
      title: 'Comparison',
      options: [
        {
          flags: '--chain <type>',
          about: 'auto, or what the weights were converted to first: direct, f16, bf16, q8_0',
          choices: ['auto', 'direct', 'f16', 'bf16', 'q8_0'],
        },
        {
          flags: '--imatrix <file>',
          about: 'importance matrix of the quantiser, where it was published',
          isPath: true,
        },
        {
          flags: '--sample <share>',
          about: 'notice tensors altered in this share of their blocks, for example 0.1%',
        },
        { flags: '--seed <hex>', about: 'seed of the sample, to repeat one' },
        {
          flags: '--require <level>',
          about: 'least that is accepted: L3, L2 or L1 (default)',
          choices: ['L3', 'L2', 'L1'],
        },
      ],
    },
    {
      title: 'Report',
      options: [
        { flags: '-f, --format <format>', about: DERIVATION_FORMATS.join(', '), choices: DERIVATION_FORMATS },
        {
          flags: '-o, --output <format=file>',
          about: 'also write it to a file; repeatable',
          repeats: true,
          isPath: true,
        },
      ],
    },
    {
      title: 'Work',
      options: [
        { flags: '--workers <n>', about: 'threads' },
        { flags: '--no-progress', about: 'no progress on a terminal' },
      ],
    },
    CONFIGURATION,
    GENERAL,
  ],
  load: async () => (await import('../commands/derive.ts')).run,
}
