import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import * as fc from 'fast-check'
import { ReadError } from '../../model/read-error.ts'
import { describeBytecode } from './lambda.ts'
import { readCodeNames } from './marshal.ts'

/** `lambda x: (__import__('os').system('echo hi'), x)[1]`, as each Python marshals it. */
const COMMANDS: readonly (readonly [string, string])[] = [
  [
    '2.7',
    'YwEAAAABAAAAAgAAAEMAAABzHQAAAHQAAGQBAIMBAGoBAGQCAIMBAHwAAGYCAGQDABlTKAQAAABOdAIAAABvc3MHAAAAZWNobyBoaWkBAAAAKAIAAAB0CgAAAF9faW1wb3J0X190BgAAAHN5c3RlbSgBAAAAdAEAAAB4KAAAAAAoAAAAAHMIAAAAPHN0cmluZz50CAAAADxsYW1iZGE+AgAAAHQAAAAA',
  ],
  [
    '3.7',
    '4wEAAAAAAAAAAQAAAAMAAABDAAAAcxYAAAB0AGQBgwGgAWQCoQF8AGYCZAMZAFMAKQRO2gJvc/oHZWNobyBoaekBAAAAKQLaCl9faW1wb3J0X1/aBnN5c3RlbSkB2gF4qQByBwAAANoIPHN0cmluZz7aCDxsYW1iZGE+AgAAAPMAAAAA',
  ],
  [
    '3.10',
    '4wEAAAAAAAAAAAAAAAEAAAADAAAAQwAAAHMWAAAAdABkAYMBoAFkAqEBfABmAmQDGQBTACkETtoCb3P6B2VjaG8gaGnpAQAAACkC2gpfX2ltcG9ydF9f2gZzeXN0ZW0pAdoBeKkAcgcAAADaCDxzdHJpbmc+2gg8bGFtYmRhPgIAAABzAgAAABYA',
  ],
  [
    '3.11',
    '4wEAAAAAAAAAAAAAAAMAAAADAAAA81YAAACXAHQBAAAAAAAAAAAAAGQBpgEAAKsBAAAAAAAAAACgAQAAAAAAAAAAAAAAAAAAAAAAAAAAZAKmAQAAqwEAAAAAAAAAAHwAZgJkAxkAAAAAAAAAAABTACkETtoCb3P6B2VjaG8gaGnpAQAAACkC2gpfX2ltcG9ydF9f2gZzeXN0ZW0pAdoBeHMBAAAAIPoIPHN0cmluZz76CDxsYW1iZGE+cgkAAAACAAAAcyYAAACAAI1amATRDR3UDR3XDSTSDSSgWdENL9QNL7AR0AwzsEHUDDaAAPMAAAAA',
  ],
  [
    '3.13',
    '4wEAAAAAAAAAAAAAAAMAAAADAAAA80AAAACVAFsBAAAAAAAAAABTATUBAAAAAAAAUgMAAAAAAAAAAAAAAAAAAAAAAABTAjUBAAAAAAAAVQA0AlMDBQAAACQAKQRO2gJvc/oHZWNobyBoaekBAAAAKQLaCl9faW1wb3J0X1/aBnN5c3RlbSkB2gF4cwEAAAAg2gg8c3RyaW5nPtoIPGxhbWJkYT5yCQAAAAIAAABzHgAAAIAAjFqYBNMNHdcNJNENJKBZ0w0vsBHQDDOwQdIMNvMAAAAA',
  ],
]

describe('marshalled code', () => {
  for (const [version, code] of COMMANDS)
    it(`names what Python ${version} would call`, () => {
      const { names, strings } = describeBytecode(code)
      assert.ok(names?.includes('__import__') && names.includes('system'), String(names))
      assert.ok(strings?.includes('os') && strings.includes('echo hi'), String(strings))
    })

  it('reads code with line breaks in its base64, as codecs writes it', () => {
    const broken = COMMANDS[3]![1].replace(/.{76}/g, '$&\n')
    assert.ok(describeBytecode(broken).names?.includes('system'))
  })

  it('is a size alone where the bytes are no code', () => {
    assert.deepEqual(describeBytecode('4wAA'), { size: 3 })
  })

  it('ends in names or a ReadError whatever the bytes are', () => {
    const seed = Buffer.from(COMMANDS[3]![1], 'base64')
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(500), fc.nat(255)), { maxLength: 8 }), (changes) => {
        const data = Buffer.from(seed)
        for (const [at, value] of changes) data[at % data.length] = value
        try {
          readCodeNames(data)
        } catch (error) {
          assert.ok(error instanceof ReadError)
        }
      }),
    )
  })
})
