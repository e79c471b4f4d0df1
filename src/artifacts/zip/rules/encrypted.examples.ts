import type { RuleExamples } from '../../../model/rule.ts'
import { zipExample } from '../../../bytes/zip/zip-example.ts'

// ZipCrypto puts twelve bytes in front of the data.
const sealed = { flags: 1, size: 7, crc: 0x1234 }

export const examples: RuleExamples = {
  bad: [
    {
      path: 'sealed.zip',
      bytes: zipExample([
        { name: 'secret.bin', data: '\x91noise of 20 byte\x02', central: sealed, local: sealed },
      ]),
    },
  ],
  good: [{ path: 'plain.zip', bytes: zipExample([{ name: 'a', data: 'a' }]) }],
}
