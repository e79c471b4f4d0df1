import { posix } from 'node:path'
import { isObject } from '../../bytes/json.ts'
import type { Discoverer, Discovery } from '../../model/discoverer.ts'
import { readJson, readText, readYaml } from '../../syntax/read-document.ts'
import type { WandbFile } from './facts.ts'
import { LOG_MAGIC, readLog } from './log-file.ts'
import { wandbSightings } from './sightings.ts'

const FILE =
  /(?:^|\/)(?:(?:offline-)?run-\d{8}_\d{6}-[\w-]{1,128}|wandb\/latest-run)\/files\/(config\.yaml|wandb-metadata\.json|wandb-summary\.json|requirements\.txt)$/

const LOG = /(?:^|\/)(?:offline-)?run-\d{8}_\d{6}-[\w-]{1,128}\/run-[\w-]{1,128}\.wandb$/

/** The folder that Weights & Biases keeps of a run. */
export const wandbRun: Discoverer<WandbFile> = {
  id: 'wandb-run',
  title: 'Weights & Biases run',
  claims: ({ path, head }) =>
    FILE.test(path) || (LOG.test(path) && head.toString('latin1', 0, LOG_MAGIC.length) === LOG_MAGIC),
  *read({ path, bytes }, ctx): Generator<Discovery<WandbFile>> {
    if (LOG.test(path)) {
      yield { kind: 'facts', facts: { kind: 'log', log: readLog(bytes, ctx) } }
      return
    }
    switch (posix.basename(path)) {
      case 'requirements.txt':
        yield { kind: 'facts', facts: { kind: 'requirements', text: readText(bytes, ctx) } }
        return
      case 'config.yaml': {
        const root = readYaml(bytes, ctx)
        if (isObject(root)) yield { kind: 'facts', facts: { kind: 'config', root } }
        return
      }
      default: {
        const root = readJson(bytes, ctx)
        const kind = path.endsWith('metadata.json') ? 'metadata' : 'summary'
        if (isObject(root)) yield { kind: 'facts', facts: { kind, root } }
      }
    }
  },
  sightings: wandbSightings,
}
