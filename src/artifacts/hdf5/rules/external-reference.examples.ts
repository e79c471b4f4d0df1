import type { Example, RuleExamples } from '../../../model/rule.ts'
import { afterRoot, attribute, dataset, externalLink, hardLink, hdf5File } from '../example-file.ts'

function file(bytes: Buffer): Example {
  return { path: 'weights.h5', bytes }
}

function inside(): Buffer {
  const at = afterRoot([hardLink('kernel', 0)])
  return hdf5File([hardLink('kernel', at)], [dataset([2, 2])])
}

export const examples: RuleExamples = {
  bad: [
    file(hdf5File([externalLink('kernel', '/etc/passwd', '/x')])),
    file(hdf5File([externalLink('kernel', 'other.h5', '/x')])),
    file(Buffer.concat([Buffer.alloc(512), hdf5File([externalLink('kernel', '../secret.h5', '/x')])])),
  ],
  good: [file(inside()), file(hdf5File([attribute('backend', 'tensorflow')]))],
}
