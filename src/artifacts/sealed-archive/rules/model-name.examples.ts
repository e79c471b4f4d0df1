import type { RuleExamples } from '../../../model/rule.ts'

const sevenZip = Buffer.concat([Buffer.from('377abcaf271c0004', 'hex'), Buffer.alloc(64, 1)])
const rar = Buffer.concat([Buffer.from('526172211a070100', 'hex'), Buffer.alloc(64, 1)])

export const examples: RuleExamples = {
  bad: [
    { path: 'model.pt', bytes: sevenZip },
    { path: 'weights.safetensors', bytes: rar },
  ],
  good: [{ path: 'backup.7z', bytes: sevenZip }],
}
