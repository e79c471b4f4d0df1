import type { RuleExamples } from '../../../model/rule.ts'

const stream = Buffer.from(
  'BCJNGGRApzsAAAD6ImNvbnRlbnQgb2YgdGhlIHN0cmVhbSwgbG9uZyBlbm91Z2ggdG8gY29tcHJlc3M6IGEBAFBhYWFhYQAAAAAatR6b',
  'base64',
)

export const examples: RuleExamples = {
  bad: [{ path: 'more.bin', bytes: Buffer.concat([stream, Buffer.from('something behind it')]) }],
  good: [
    { path: 'plain.bin', bytes: stream },
    { path: 'twice.bin', bytes: Buffer.concat([stream, stream]) },
  ],
}
