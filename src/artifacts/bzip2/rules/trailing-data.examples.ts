import type { RuleExamples } from '../../../model/rule.ts'

const stream = Buffer.from(
  'QlpoOTFBWSZTWSH/flEAAAi5gEAAQAQAECvH3gAgAFRTJiZBkYRT1Np6j0mg0M2SJL4zL/QFgTQ/xzuqhwjorNyVOq92bhFTDULuSKcKEgQ/78og',
  'base64',
)

export const examples: RuleExamples = {
  bad: [{ path: 'more.bin', bytes: Buffer.concat([stream, Buffer.from('something behind it')]) }],
  good: [
    { path: 'plain.bin', bytes: stream },
    { path: 'twice.bin', bytes: Buffer.concat([stream, stream]) },
  ],
}
