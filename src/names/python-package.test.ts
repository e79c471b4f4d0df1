import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  exactVersion,
  isPythonName,
  normalizedPythonName,
  parseRequirement,
  specifiersOf,
} from './python-package.ts'

describe('names of Python packages', () => {
  it('compare in one normal form', () => {
    for (const [written, normal] of [
      ['Django', 'django'],
      ['ruamel.yaml', 'ruamel-yaml'],
      ['FrIeNdLy-_-bArD', 'friendly-bard'],
      ['zope.interface', 'zope-interface'],
      ['a--b__c..d', 'a-b-c-d'],
      ['torch', 'torch'],
    ] as const)
      assert.equal(normalizedPythonName(written), normal)
  })

  it('normal forms stay as they are', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9._-]{1,30}$/), (name) => {
        const once = normalizedPythonName(name)
        assert.equal(normalizedPythonName(once), once)
      }),
    )
  })

  it('are told from other text', () => {
    for (const name of ['a', 'torch', 'ruamel.yaml', '0x', 'A-b_c.9']) assert.ok(isPythonName(name), name)
    for (const text of ['', '-a', 'a-', '.', 'a b', 'a/b', '@scope/name', 'ä', 'a;'])
      assert.ok(!isPythonName(text), text)
  })
})

describe('requirements', () => {
  const cases: readonly (readonly [string, ReturnType<typeof parseRequirement>])[] = [
    ['torch', { name: 'torch', normalized: 'torch', extras: [], specifiers: '' }],
    ['Torch == 2.1.0', { name: 'Torch', normalized: 'torch', extras: [], specifiers: '==2.1.0' }],
    ['a>=1, <2,!=1.5.*', { name: 'a', normalized: 'a', extras: [], specifiers: '>=1,<2,!=1.5.*' }],
    ['a (>=1,<2)', { name: 'a', normalized: 'a', extras: [], specifiers: '>=1,<2' }],
    ['a[x, Y_z]~=1.0', { name: 'a', normalized: 'a', extras: ['x', 'Y_z'], specifiers: '~=1.0' }],
    ['foo [bar] == 3.2', { name: 'foo', normalized: 'foo', extras: ['bar'], specifiers: '==3.2' }],
    ['a[]', { name: 'a', normalized: 'a', extras: [], specifiers: '' }],
    ['a===1.0-weird', { name: 'a', normalized: 'a', extras: [], specifiers: '===1.0-weird' }],
    ['a==1+cu118', { name: 'a', normalized: 'a', extras: [], specifiers: '==1+cu118' }],
    ['a==1,', { name: 'a', normalized: 'a', extras: [], specifiers: '==1' }],
    [
      "a>=1 ; python_version < '3.8'",
      { name: 'a', normalized: 'a', extras: [], specifiers: '>=1', marker: "python_version < '3.8'" },
    ],
    [
      "numpyNew; sys_platform == 'win32'",
      {
        name: 'numpyNew',
        normalized: 'numpynew',
        extras: [],
        specifiers: '',
        marker: "sys_platform == 'win32'",
      },
    ],
    [
      'a @ https://h.example/a;b.whl ; os_name == "nt"',
      {
        name: 'a',
        normalized: 'a',
        extras: [],
        specifiers: '',
        url: 'https://h.example/a;b.whl',
        marker: 'os_name == "nt"',
      },
    ],
    [
      'a[x]@git+https://github.com/a/b@main',
      { name: 'a', normalized: 'a', extras: ['x'], specifiers: '', url: 'git+https://github.com/a/b@main' },
    ],
  ]
  for (const [text, wanted] of cases) it(text, () => assert.deepEqual(parseRequirement(text), wanted))

  for (const text of [
    '',
    '==2.3.4',
    '@huggingface/transformers',
    './a.whl',
    'https://h.example/a.whl',
    'The system shall work',
    'a[x',
    'a[-]',
    'a=1',
    'a>1 2',
    'a;',
    'a @',
    'a @ b c',
    'a == 1 @ git+https://github.com/a/b',
    'a==${VERSION}',
    'a>=',
    'a,b',
    `a${'['.repeat(10_000)}`,
  ])
    it(`refuses ${text.slice(0, 40) || 'nothing'}`, () => assert.equal(parseRequirement(text), undefined))

  it('never throws and is quick on anything', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => {
        parseRequirement(text)
        parseRequirement(`a ${text}`)
        specifiersOf(text)
      }),
    )
    const start = performance.now()
    for (const text of [
      ' '.repeat(8000),
      `a${' '.repeat(8000)};`,
      `a@${' ;'.repeat(4000)}`,
      `a>=${'1,>='.repeat(1900)}`,
    ])
      parseRequirement(text)
    assert.ok(performance.now() - start < 500)
  })

  it('an exact version is one that allows no other', () => {
    assert.equal(exactVersion('==1.2.3'), '1.2.3')
    assert.equal(exactVersion('===1.2.3'), '1.2.3')
    for (const range of ['==1.2.*', '>=1', '==1,==2', '~=1.0', '', '!=1'])
      assert.equal(exactVersion(range), undefined)
  })
})
