import type { RuleExamples } from '../../../model/rule.ts'

const stream = Buffer.from(
  'KLUv/QRYxQEAFANjb250ZW50IG9mIHRoZSBzdHJlYW0sIGxvbmcgZW5vdWdoIHRvIGNvbXByZXNzOiBhAQCRACgjfdH2',
  'base64',
)

export const examples: RuleExamples = {
  bad: [{ path: 'more.bin', bytes: Buffer.concat([stream, Buffer.from('something behind it')]) }],
  good: [
    { path: 'plain.bin', bytes: stream },
    { path: 'twice.bin', bytes: Buffer.concat([stream, stream]) },
  ],
}
