import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { PackageEntry, PackageSet } from '../package-set.ts'
import { readRequirements } from '../pypi/pip-requirements/read.ts'
import { isStronglyHashed } from './entry.ts'
import { hashedRequirements, type HashedRequirements } from './hashed-requirements.ts'
import { versionsOfFiles, versionsOfLocks, type KnownVersions } from './known-version.ts'
import { unnamedDependencies } from './unnamed-dependencies.ts'

const A = 'a'.repeat(64)
const B = 'b'.repeat(64)

function locked(name: string, version: string, more: Partial<PackageEntry> = {}): PackageEntry {
  const hash = (value: string) => ({ hashes: [{ algorithm: 'sha256' as const, value }] })
  return {
    ecosystem: 'pypi',
    name,
    version,
    scopes: [],
    distributions: [hash(B), hash(A)],
    dependencies: [],
    line: 1,
    ...more,
  }
}

function lockOf(...packages: readonly PackageEntry[]): PackageSet {
  return {
    kind: 'lock',
    title: 'uv.lock',
    complete: true,
    projects: [],
    packages,
    indexes: [],
    options: [],
    includes: [],
  }
}

const LOCK = lockOf(
  locked('torch', '2.5.0'),
  locked('numpy', '2.0.0'),
  locked('numpy', '1.26.4'),
  locked('flash-attn', '2.8.3'),
  locked('triton', '3.1.0+cu124'),
  locked('weak', '1.0', { distributions: [{ hashes: [{ algorithm: 'md5', value: 'd'.repeat(32) }] }] }),
  locked('peft', '0.15.0', { source: { kind: 'git', url: 'https://host.example/peft' } }),
  locked('wheel-only', '1.0', { source: { kind: 'url', url: 'https://files.example/w-1.0.whl' } }),
)
const KNOWN = versionsOfLocks([LOCK])
const BOTH = ` \\\n    --hash=sha256:${A} \\\n    --hash=sha256:${B}`

function fix(source: string, known: KnownVersions = KNOWN): HashedRequirements {
  return hashedRequirements(source, known, 'uv.lock', () => {})
}

describe('requirements with hashes', () => {
  for (const [what, before, after] of [
    ['a pinned one keeps its spelling', 'Torch == 2.5.0\n', `Torch == 2.5.0${BOTH}\n`],
    ['a range becomes the version of the lock', 'torch>=2,<3\n', `torch==2.5.0${BOTH}\n`],
    ['no range at all', 'torch', `torch==2.5.0${BOTH}`],
    [
      'extras, markers and comments stay',
      'flash_attn[cuda]>=2 ; python_version < "3.13"  # slow\n',
      `flash_attn[cuda]==2.8.3 ; python_version < "3.13"${BOTH}  # slow\n`,
    ],
    [
      'options, blank lines and annotations stay',
      '--index-url https://packages.example/simple\n\ntorch==2.5.0\n    # via agent\n# end',
      `--index-url https://packages.example/simple\n\ntorch==2.5.0${BOTH}\n    # via agent\n# end`,
    ],
    ['one of several versions, if it is named', 'numpy==1.26.4\n', `numpy==1.26.4${BOTH}\n`],
    ['the only version that a range allows', 'numpy<2\n', `numpy==1.26.4${BOTH}\n`],
    ['a local version that the pin means', 'triton==3.1.0\n', `triton==3.1.0+cu124${BOTH}\n`],
    ['a weak hash gives way', `torch==2.5.0 --hash=md5:${'d'.repeat(32)}\n`, `torch==2.5.0${BOTH}\n`],
    [
      'continued lines are one',
      `torch==2.5.0 \\\n  --config-settings="a=b" \\\n  --hash=md5:${'d'.repeat(32)}\nnumpy==2.0.0\n`,
      `torch==2.5.0 --config-settings="a=b"${BOTH}\nnumpy==2.0.0${BOTH}\n`,
    ],
    [
      'an address that the lock has',
      'wheel-only @ https://files.example/w-1.0.whl\n',
      `wheel-only @ https://files.example/w-1.0.whl${BOTH}\n`,
    ],
    ['lines of Windows', 'torch==2.5.0\r\n', `torch==2.5.0${BOTH.replaceAll('\n', '\r\n')}\r\n`],
    [
      'a strong hash is kept as the only one',
      `torch>=2 --hash=sha256:${A}\n`,
      `torch==2.5.0 \\\n    --hash=sha256:${A}\n`,
    ],
  ] as const)
    it(what, () => {
      const { text, left } = fix(before)
      assert.equal(text, after)
      assert.deepEqual(left, [])
    })

  for (const [what, before, why] of [
    ['not in the lock', 'datasets==3.0\n', 'is not in uv.lock'],
    ['another version', 'torch==2.4.0\n', 'uv.lock has 2.5.0, which ==2.4.0 does not allow'],
    ['several versions', 'numpy\n', 'uv.lock has 2.0.0, 1.26.4, and any of them may be meant'],
    ['no hash that counts', 'weak==1.0\n', 'has no hash in uv.lock that pip would take'],
    ['a repository in the lock', 'peft\n', 'comes from no index in uv.lock'],
    ['a repository', 'peft @ git+https://host.example/peft\n', 'is a repository, which has no hash'],
    ['a working copy', '-e ./here\n', 'is installed from a working copy, which has no hash'],
    [
      'an address alone',
      'https://files.example/w-1.0.whl\n',
      'has no name and range that could be looked up',
    ],
    [
      'a hash that is not in the lock',
      `torch==2.5.0 --hash=sha256:${'c'.repeat(64)}\n`,
      'has hashes that uv.lock does not have for 2.5.0',
    ],
    ['a comment in the middle', 'torch==2.5.0 # why \\\n more\n', 'has a comment in its middle'],
  ] as const)
    it(`left as it is: ${what}`, () => {
      const { text, left, hashed } = fix(before)
      assert.equal(text, before)
      assert.deepEqual([left.length, left[0]?.why, hashed], [1, why, 0])
    })

  it('what has its hashes is kept, in the lock or not', () => {
    const source = `torch==2.5.0 --hash=sha256:${A}\ndatasets==3.0 --hash=sha256:${'c'.repeat(64)}\n`
    const { text, kept, left } = fix(source)
    assert.deepEqual([text, kept, left], [source, 2, []])
  })

  it('no credential is repeated in what is left', () => {
    assert.doesNotMatch(
      JSON.stringify(fix('a @ https://me:hunter2@files.example/a-1.0.whl\n').left),
      /hunter2/,
    )
  })

  it('files tell version and hash, and only wanted ones are read', () => {
    const known = versionsOfFiles(
      [
        { name: 'torch-2.5.0-cp312-cp312-linux_x86_64.whl', hash: () => `sha256:${A}` },
        { name: 'torch-2.5.0.tar.gz', hash: () => `sha256:${B}` },
        { name: 'other-1.0.tar.gz', hash: () => assert.fail('nobody asked for it') },
        { name: 'notes.txt', hash: () => assert.fail('no archive') },
      ],
      new Set(['torch']),
    )
    assert.equal(fix('torch\n', known).text, `torch==2.5.0${BOTH}\n`)
  })

  it('what the reader sees of the result is hashed throughout, and once is enough', () => {
    const requirement = fc.constantFrom(
      'torch',
      'Torch>=2 ; os_name == "nt"',
      'numpy==2.0.0',
      'flash-attn[a]~=2.8 # x',
      '',
      '# c',
      '--pre',
    )
    fc.assert(
      fc.property(fc.array(requirement), fc.constantFrom('\n', '\r\n'), (lines, end) => {
        const { text, left } = fix(lines.join(end))
        assert.deepEqual(left, [])
        for (const seen of readRequirements(text, 'requirements.txt', () => {})) {
          assert.ok(seen.kind === 'facts')
          assert.ok(seen.facts.packages.every((entry) => isStronglyHashed(entry) && entry.version))
          assert.equal(seen.facts.packages.length, lines.filter((line) => /^[a-z]/i.test(line)).length)
        }
        assert.equal(fix(text).text, text)
      }),
    )
  })

  it('any text stays text, and what is not known stays as it is', () => {
    const part = fc.oneof(fc.string(), fc.constantFrom('\\\n', ' #', 'torch', '==', '\r', '-e ', '--hash='))
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const source = parts.join('')
        assert.equal(fix(source, new Map()).text, source)
        fix(source)
      }),
    )
  })

  it('says which packages are needed and not named', () => {
    const lock = lockOf(
      locked('torch', '2.5.0', { dependencies: [{ name: 'sympy' }, { name: 'absent' }] }),
      locked('sympy', '1.13', { dependencies: [{ name: 'mpmath' }, { name: 'torch' }] }),
      locked('mpmath', '1.3'),
      locked('other', '1.0'),
    )
    assert.deepEqual(unnamedDependencies(new Set(['torch']), [lock]), ['mpmath', 'sympy'])
  })
})
