import type { RuleExamples } from '../../../model/rule.ts'
import { tarExample } from '../../../bytes/tar/tar-example.ts'

const shown = tarExample([{ name: 'a', data: 'x' }])

export const examples: RuleExamples = {
  bad: [{ path: 'joined.tar', bytes: Buffer.concat([shown, tarExample([{ name: 'b', data: 'y' }])]) }],
  good: [{ path: 'padded.tar', bytes: Buffer.concat([shown, Buffer.alloc(10240)]) }],
}
