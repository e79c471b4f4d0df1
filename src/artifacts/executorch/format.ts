import { FlatReader } from '../../bytes/flatbuffer.ts'
import type { Format } from '../../model/format.ts'
import type { ExecutorchFacts } from './facts.ts'
import { readProgram } from './program.ts'
import { customKernel } from './rules/custom-kernel.ts'
import { segmentOutside } from './rules/segment-outside.ts'

/** A program for ExecuTorch's interpreter: a flatbuffer, not an archive. */
export const executorch: Format<ExecutorchFacts> = {
  id: 'executorch',
  title: 'ExecuTorch program',
  extensions: ['.pte'],
  onLoad: 'data',
  rules: [segmentOutside, customKernel],
  claims: ({ head }) => (/^ET\d\d$/.test(head.toString('latin1', 4, 8)) ? 'yes' : 'no'),
  *read({ bytes }, ctx) {
    yield { kind: 'facts', facts: readProgram(new FlatReader(bytes, () => ctx.checkpoint())) }
  },
}
