import { byteRange, type Location } from '../../../model/location.ts'
import type { FindingDraft, Rule } from '../../../model/rule.ts'
import type { Hdf5Facts } from '../facts.ts'

/** Leaves the folder of the model: an absolute path, a drive, a share, a climb, a URL. */
const LEAVES = /^(?:[/\\~]|[A-Za-z]:|[a-z]+:\/\/)|(?:^|[/\\])\.\.(?:[/\\]|$)|\$/

export const externalReference: Rule<Hdf5Facts> = {
  id: 'hdf5-external-reference',
  title: 'Data comes from other files',
  severity: 'high',
  confidence: 'certain',
  since: '0.1.0',
  description:
    'HDF5 can keep a dataset in other files (external storage, virtual datasets) and link to objects elsewhere. ' +
    'The library follows both silently while weights are loaded, so a model can read any file of the machine that ' +
    'loads it into its tensors, from where a later save or an answer of the model carries it out. Frameworks never ' +
    'write models in this way.',
  remedy: 'Do not load it; ask the publisher for a file that holds its own data.',
  references: ['CWE-73', 'CWE-552'],
  *check(facts, path) {
    for (const dataset of facts.datasets) {
      const at = { path, range: byteRange(dataset.offset) }
      for (const file of dataset.externalFiles)
        yield draft(at, `dataset ${quote(dataset.path)} is read from the file ${quote(file.name)}`, file.name)
      if (dataset.layout === 'virtual' && dataset.source !== '.')
        yield draft(
          at,
          `virtual dataset ${quote(dataset.path)} is read from ${quote(dataset.source ?? 'other files')}`,
          dataset.source ?? '',
        )
    }
    for (const link of facts.outsideLinks) {
      if (link.kind === 'external')
        yield draft(
          { path },
          `link ${quote(link.path)} leads to ${quote(link.target)} in the file ${quote(link.file)}`,
          link.file,
        )
      else
        yield draft(
          { path },
          `link ${quote(link.path)} of type ${link.type} is resolved by a plug-in of the reader`,
          '',
        )
    }
  },
}

function draft(at: Location, says: string, file: string): FindingDraft {
  return {
    message: `opens other files while it is loaded: ${says}`,
    at,
    evidence: [{ at, says }],
    seen: says,
    severity: LEAVES.test(file) ? 'high' : 'medium',
  }
}

function quote(text: string): string {
  return `'${text.slice(0, 120)}'`
}
