import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { parse, stringify } from 'yaml'
import { ReadError } from '../model/read-error.ts'
import { parseBlockYaml, type YamlNode } from './block-yaml.ts'

function plain(node: YamlNode): unknown {
  if (node.kind === 'list') return node.items.map(plain)
  if (node.kind === 'map') return Object.fromEntries([...node.members].map(([k, v]) => [k, plain(v)]))
  return node.text
}

describe('YAML of lock files', () => {
  it('reads sequences at the indentation of their key, quoted keys, flow collections and comments', () => {
    const { root, problems } = parseBlockYaml(
      [
        '# a comment',
        'packages:',
        '- name: numpy # why',
        "  version: '1.10'",
        '  depends: []',
        '-   name: x',
        '  # between',
        "'@scope/name@1.0(a@2)':",
        '  resolution: {integrity: sha512-ab==, tarball: https://files.example/a.tgz}',
        '  cpu: [x64, "arm64"]',
        'empty:',
        '? a very long key',
        ': engines: 1',
        '  os: 2',
      ].join('\r\n'),
    )
    assert.deepEqual(problems, [])
    assert.deepEqual(plain(root), {
      packages: [{ name: 'numpy', version: '1.10', depends: [] }, { name: 'x' }],
      '@scope/name@1.0(a@2)': {
        resolution: { integrity: 'sha512-ab==', tarball: 'https://files.example/a.tgz' },
        cpu: ['x64', 'arm64'],
      },
      empty: '',
      'a very long key': { engines: '1', os: '2' },
    })
  })

  it('joins values over several lines', () => {
    const { root, problems } = parseBlockYaml(
      `a: one\n  two\nb: 'it''s\n  long'\nc: "x\\\n  y"\nd: [1,\n  2]\ne: |\n  first\n  second: no key\nf: 1`,
    )
    assert.deepEqual(problems, [])
    assert.deepEqual(plain(root), {
      a: 'one two',
      b: "it's long",
      c: 'xy',
      d: ['1', '2'],
      e: 'first\nsecond: no key',
      f: '1',
    })
  })

  it('says where it does not understand, and keeps the rest', () => {
    const { root, problems } = parseBlockYaml(
      'a: &x 1\nb: *x\nc: !!python/object:os.system\n  k: v\nnonsense\nd: "open\ne: 2\na: 3\n',
    )
    assert.deepEqual(
      problems.map((p) => p.line),
      [1, 2, 3, 5, 7, 8],
    )
    assert.equal((plain(root) as { e?: string }).e, '2')
  })

  it('has lines, keys of any name, and no prototype', () => {
    const { root } = parseBlockYaml('\n__proto__:\n  x: 1\nconstructor: 2\n')
    assert.ok(root.kind === 'map')
    assert.deepEqual([...root.members.keys()], ['__proto__', 'constructor'])
    assert.equal(root.members.get('constructor')?.line, 4)
  })

  it('reads what a full parser reads of block documents', () => {
    const scalar = fc.oneof(
      fc.stringMatching(/^[a-zA-Z0-9 .:#'"@/=<>,_~[\]{}-]{1,40}$/),
      fc.constantFrom('1.10', 'true', 'null', '- a', 'a: b', '# c', ' x', 'x ', "'", '"', 'a\nb'),
    )
    const key = fc.stringMatching(/^[a-zA-Z_@/][a-zA-Z0-9@/. :'-]{0,20}$/)
    const { document } = fc.letrec((tie) => ({
      document: fc.dictionary(key, tie('node'), { minKeys: 1, maxKeys: 5, noNullPrototype: true }),
      node: fc.oneof(
        { depthSize: 'small' },
        scalar,
        fc.array(tie('node'), { maxLength: 4 }),
        tie('document'),
      ),
    }))
    fc.assert(
      fc.property(document, fc.boolean(), (value, indentSeq) => {
        const text = stringify(value, { indentSeq, lineWidth: 60 })
        const { root, problems } = parseBlockYaml(text)
        // Folding is the one thing that is told and not done.
        if (/[|>][-+0-9]*\n/.test(text)) return
        assert.deepEqual(problems, [])
        assert.deepEqual(plain(root), parse(text, { schema: 'failsafe' }))
      }),
      { numRuns: 300 },
    )
  })

  it('ends on anything, with nothing worse than a limit', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...`-? :'"[]{}|>&*!#ab\n\n  ,%\\\t\r`), { maxLength: 80 }),
        (parts) => {
          try {
            parseBlockYaml(parts.join(''))
          } catch (error) {
            assert.ok(error instanceof ReadError)
          }
        },
      ),
      { numRuns: 3000 },
    )
    assert.throws(() => parseBlockYaml('- '.repeat(5000)), ReadError)
    assert.throws(
      () => parseBlockYaml(Array.from({ length: 5000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')),
      ReadError,
    )
    parseBlockYaml(`a: ${'['.repeat(100_000)}`)
  })
})
