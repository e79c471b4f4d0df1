import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { markerText, parsePythonMarker } from './python-marker.ts'

function normal(text: string): string | undefined {
  const marker = parsePythonMarker(text)
  return marker && markerText(marker)
}

describe('markers of Python requirements', () => {
  for (const [text, expected] of [
    ["python_version<'3.8'", 'python_version < "3.8"'],
    ['os.name == "nt"', 'os_name == "nt"'],
    ["(sys_platform=='win32')", 'sys_platform == "win32"'],
    [
      "python_version>='3.8' and (sys_platform == 'linux' or sys_platform=='darwin')",
      'python_version >= "3.8" and (sys_platform == "linux" or sys_platform == "darwin")',
    ],
    ["'linux' not  in sys_platform", '"linux" not in sys_platform'],
    ["extra == 'Flash_Attn'", 'extra == "flash-attn"'],
    ["platform_system == 'a\"b'", "platform_system == 'a\"b'"],
    ['python_version', undefined],
    ['python_version < 3.8', undefined],
    ['python_version < "3.8" and', undefined],
    ['(python_version < "3.8"', undefined],
    ['nobody == "3.8"', undefined],
    ['constructor == "3.8"', undefined],
    ['', undefined],
  ] as const)
    it(text || 'nothing', () => assert.equal(normal(text), expected))

  it('what is normal stays as it is', () => {
    const compare = fc.constantFrom('os_name == "nt"', 'python_version >= "3.8"', '"a" in extra')
    const { marker } = fc.letrec<{ marker: string }>((tie) => ({
      marker: fc.oneof(
        { maxDepth: 4 },
        compare,
        fc
          .tuple(tie('marker'), fc.constantFrom('and', 'or'), tie('marker'))
          .map(([left, word, right]) => `(${left}) ${word} ${right}`),
      ),
    }))
    fc.assert(
      fc.property(marker, (text) => {
        const once = normal(text)
        assert.ok(once !== undefined)
        assert.equal(normal(once), once)
      }),
    )
  })

  it('any text ends in a marker or none', () => {
    fc.assert(fc.property(fc.string(), (text) => void normal(text)))
    assert.equal(normal(`${'('.repeat(4000)}os_name == "nt"${')'.repeat(4000)}`), undefined)
  })
})
