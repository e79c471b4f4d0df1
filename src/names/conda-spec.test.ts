import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parseMatchSpec } from './conda-spec.ts'

describe('requirements of conda', () => {
  const cases: readonly (readonly [string, ReturnType<typeof parseMatchSpec>])[] = [
    ['numpy', { name: 'numpy' }],
    ['NumPy', { name: 'numpy' }],
    ['numpy >=1.26,<2', { name: 'numpy', requirement: '>=1.26,<2' }],
    ['numpy>=1.26', { name: 'numpy', requirement: '>=1.26' }],
    // A single equals sign means any version that starts so, unless a build says which one.
    ['numpy=1.26', { name: 'numpy', requirement: '=1.26' }],
    ['numpy==1.26.4', { name: 'numpy', requirement: '==1.26.4', version: '1.26.4' }],
    ['numpy=1.26.4=py311_0', { name: 'numpy', requirement: '=1.26.4', version: '1.26.4', build: 'py311_0' }],
    ['numpy=1.26.*=py311*', { name: 'numpy', requirement: '=1.26.*', build: 'py311*' }],
    ['numpy 1.26.4', { name: 'numpy', requirement: '1.26.4', version: '1.26.4' }],
    ['numpy 1.26.4 py311_0', { name: 'numpy', requirement: '1.26.4', version: '1.26.4', build: 'py311_0' }],
    ['python_abi 3.11.* *_cp311', { name: 'python_abi', requirement: '3.11.*', build: '*_cp311' }],
    ['numpy *', { name: 'numpy' }],
    ['zlib 1.2.13 # why', { name: 'zlib', requirement: '1.2.13', version: '1.2.13' }],
    ['conda-forge::zlib', { name: 'zlib', channel: 'conda-forge' }],
    [
      'conda-forge/linux-64::zlib=1',
      { name: 'zlib', requirement: '=1', channel: 'conda-forge', subdir: 'linux-64' },
    ],
    ['https://conda.example/labs::zlib', { name: 'zlib', channel: 'labs' }],
    [
      "torch[version='>=2,<3', build=cuda*, channel=pytorch]",
      { name: 'torch', requirement: '>=2,<3', build: 'cuda*', channel: 'pytorch' },
    ],
    ['', undefined],
    ['>=2', undefined],
    ['numpy;os.system', undefined],
    ['a'.repeat(2000), undefined],
  ]
  for (const [text, expected] of cases)
    it(text.slice(0, 60) || 'empty', () => assert.deepEqual(parseMatchSpec(text), expected))
})
