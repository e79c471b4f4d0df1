import type { RuleExamples } from '../../../model/rule.ts'

const elf = Buffer.alloc(128)
elf.write('\x7fELF\x02\x01\x01', 'latin1')
elf.writeUInt16LE(62, 18)

export const examples: RuleExamples = {
  bad: [
    { path: 'model.engine', bytes: Buffer.concat([Buffer.from('ftrt'), Buffer.alloc(64)]) },
    { path: 'model.engine', bytes: Buffer.concat([Buffer.from('ftrt'), Buffer.alloc(64), elf]) },
  ],
  good: [{ path: 'model.engine', bytes: Buffer.from('ftrt') }],
}
