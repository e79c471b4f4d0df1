import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { Ecosystem } from '../public-index.ts'
import { isPythonName } from '../python-package.ts'
import { knownNames } from './known-names.ts'
import { lookAlike } from './look-alike.ts'
import { coreMlNames } from './ml-names.ts'

function judged(name: string, ecosystem: Ecosystem = 'pypi'): string {
  const { verdict, target } = lookAlike(name, ecosystem)
  return `${verdict} ${target ?? ''}`.trim()
}

describe('look-alikes of Python packages', () => {
  const families: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
    'slips of the finger': [
      ['tesnorflow', 'tensorflow'],
      ['tensorfloww', 'tensorflow'],
      ['tensorflw', 'tensorflow'],
      ['temsorflow', 'tensorflow'],
      ['kears', 'keras'],
      ['xgbosot', 'xgboost'],
      ['huggingface-hib', 'huggingface-hub'],
      ['langchian-core', 'langchain-core'],
      ['pstuil', 'psutil'],
    ],
    'other separators': [
      ['hugging-face-hub', 'huggingface-hub'],
      ['light-gbm', 'lightgbm'],
    ],
    'characters that look alike': [
      ['t0rchvision', 'torchvision'],
      ['nurnpy', 'numpy'],
      ['5cipy', 'scipy'],
    ],
    'letters of other scripts': [
      ['nυmpy', 'numpy'],
      ['рandas', 'pandas'],
      ['tоrch', 'torch'],
    ],
    'words in another order': [['hub-huggingface', 'huggingface-hub']],
    'other endings': [['sentence-transformer', 'sentence-transformers']],
    'what it is called elsewhere': [
      ['torch-vision', 'torchvision'],
      ['cv2', 'opencv-python'],
      ['huggingface-cli', 'huggingface-hub'],
      ['opencv', 'opencv-python'],
    ],
    'python beside it': [
      ['python-torch', 'torch'],
      ['scipy-py', 'scipy'],
    ],
    'hollow words beside it': [
      ['scipy-utils', 'scipy'],
      ['seaborn-lib', 'seaborn'],
      ['req-keras', 'keras'],
    ],
    'another package beside it': [
      ['keras-requests', 'keras'],
      ['flask-scipy', 'scipy'],
    ],
  }
  for (const [family, names] of Object.entries(families))
    it(family, () => {
      for (const [name, target] of names) assert.equal(judged(name), `high ${target}`, name)
    })

  it('known packages are none of themselves, however near they are to each other', () => {
    for (const name of [
      'torch',
      'Torch_Vision',
      'scapy',
      'dash',
      'dask',
      'panda',
      'simpy',
      'sympy',
      'fastai',
    ])
      assert.match(judged(name), name === 'Torch_Vision' ? /^high torchvision$/ : /^none$/, name)
  })

  it('names of their own are silent', () => {
    for (const name of ['our-house-style', 'welding-robots', 'acme', 'quarterly-report', 'b', 'zz9'])
      assert.equal(judged(name), 'none', name)
  })

  it('members of a family are not slips of each other', () => {
    for (const name of ['langchain-cohort', 'nvidia-cudnn-cu14', 'types-pandasql', 'google-cloud-videos'])
      assert.notEqual(judged(name).split(' ')[0], 'high', name)
  })

  it('names of conda are what they mean', () => {
    assert.equal(judged('py-opencv').split(' ')[1], 'opencv-python')
    assert.equal(judged('py-opencv', 'conda'), 'none')
    assert.equal(judged('python', 'conda'), 'none')
    assert.equal(judged('nunpy', 'conda'), 'high numpy')
  })

  it('judges a known name as if nobody knew it, when asked', () => {
    assert.equal(lookAlike('sklearn', 'pypi', { asUnknown: true }).target, 'scikit-learn')
    for (const name of ['numpy', 'matplotlib', 'requests', 'transformers', 'boto3'])
      assert.notEqual(lookAlike(name, 'pypi', { asUnknown: true }).verdict, 'high', name)
  })

  it('one letter swapped, doubled or left out of a long name of the field is found', () => {
    const long = coreMlNames.filter((name) => name.replaceAll('-', '').length > 6)
    const { members } = knownNames()
    for (const name of long)
      for (let i = 1; i < name.length - 1; i++)
        for (const slip of [
          name.slice(0, i) + name[i + 1] + name[i] + name.slice(i + 2),
          name.slice(0, i) + name[i] + name.slice(i),
          name.slice(0, i) + name.slice(i + 1),
        ])
          if (slip !== name && isPythonName(slip) && !slip.includes('--') && !members.has(slip))
            assert.equal(lookAlike(slip, 'pypi').verdict, 'high', `${slip} for ${name}`)
  })

  it('any text has a verdict', () => {
    const any = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.stringMatching(/^@?[a-z0-9._/-]{0,40}$/),
    )
    fc.assert(
      fc.property(
        any,
        fc.constantFrom<Ecosystem>('pypi', 'conda', 'npm'),
        fc.boolean(),
        (name, ecosystem, asUnknown) => {
          const found = lookAlike(name, ecosystem, { asUnknown })
          assert.equal(found.name, name)
          assert.equal(found.verdict === 'none', found.target === undefined)
        },
      ),
    )
    for (const name of ['__proto__', 'constructor', 'toString', '', '-', '@/', '@a/', 'a'.repeat(100_000)])
      for (const ecosystem of ['pypi', 'conda', 'npm'] as const) lookAlike(name, ecosystem)
  })
})

describe('look-alikes of npm packages', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['@modelcontextprotocol/server-memory', 'none'],
    ['@modelcontextprotocol/sdk', 'none'],
    ['@modelcontext-protocol/server-memory', 'high @modelcontextprotocol/server-memory'],
    ['@modelcontextprotocols/sdk', 'high @modelcontextprotocol/sdk'],
    ['@modelcontextprotcol/server-slack', 'high @modelcontextprotocol'],
    ['@modelcontextprotocol/server-memmory', 'high @modelcontextprotocol/server-memory'],
    ['@modelcontextprotocol/server-fetch', 'medium mcp-server-fetch'],
    ['modelcontextprotocol-server-memory', 'high @modelcontextprotocol/server-memory'],
    ['server-memory', 'high @modelcontextprotocol/server-memory'],
    ['mcp-server-memory', 'medium @modelcontextprotocol/server-memory'],
    ['@somebody/server-github', 'medium @modelcontextprotocol/server-github'],
    ['@somebody/mcp-server-github', 'low @modelcontextprotocol/server-github'],
    ['@agent-infra/mcp-server-filesystem', 'none'],
    ['anthropic-ai-sdk', 'high @anthropic-ai/sdk'],
    ['langchian', 'high langchain'],
    ['@types/node', 'none'],
    ['react', 'none'],
    ['@acme/core', 'none'],
    ['@acme/mcp-server', 'none'],
  ]
  for (const [name, expected] of cases)
    it(`${name}: ${expected}`, () => {
      const said = judged(name, 'npm')
      assert.ok(said === expected || said.startsWith(`${expected}/`), said)
    })
})
