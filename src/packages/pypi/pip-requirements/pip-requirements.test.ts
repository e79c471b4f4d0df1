import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { attributeValues, needsOf, packageNamed, readExample } from '../read-example.ts'
import { pipRequirements } from './discoverer.ts'
import { impliedScopes, isRequirementsName } from './file-name.ts'
import { logicalLines } from './lines.ts'
import { splitOptions } from './options.ts'

const A = 'a'.repeat(64)
const B = 'b'.repeat(64)
const COMMIT = '0123456789abcdef0123456789abcdef01234567'
const read = (text: string | Buffer, path: string = 'requirements.txt'): ReturnType<typeof readExample> =>
  readExample(pipRequirements, path, text)

describe('lines of requirements files', () => {
  const lines = (text: string): readonly (readonly [string, number, number])[] =>
    [...logicalLines(text, () => {})].map((l) => [l.text, l.line, l.lineEnd] as const)

  it('go on behind a backslash, and comments start behind white space', () => {
    assert.deepEqual(lines('a \\\n  --hash=x \\\n  --hash=y\nb#c # d\n#e\n'), [
      ['a   --hash=x   --hash=y', 1, 3],
      ['b#c', 4, 4],
      ['', 5, 5],
    ])
  })

  it('a comment ends what goes on, and takes the next line where it goes on itself', () => {
    assert.deepEqual(lines('a \\\n# c\nb'), [
      ['a', 1, 2],
      ['b', 3, 3],
    ])
    assert.deepEqual(lines('a # c \\\nb\nd'), [
      ['a', 1, 2],
      ['d', 3, 3],
    ])
  })

  it('end as on any system, and at the end of the file', () => {
    assert.deepEqual(lines('a\r\nb\rc\\'), [
      ['a', 1, 1],
      ['b', 2, 2],
      ['c', 3, 3],
    ])
  })
})

describe('options of a line', () => {
  it('have long, short, joined and shortened names', () => {
    const values = (text: string): unknown =>
      splitOptions(text).options.map(({ name, value }) => [name, value])
    assert.deepEqual(values('-i https://h.example'), [['--index-url', 'https://h.example']])
    assert.deepEqual(values('-ihttps://h.example'), [['--index-url', 'https://h.example']])
    assert.deepEqual(values('--extra-index-url="https://h.example/a b"'), [
      ['--extra-index-url', 'https://h.example/a b'],
    ])
    assert.deepEqual(values('--requirem x.txt'), [['--requirement', 'x.txt']])
    assert.deepEqual(values("-rx.txt --pre --trusted-host 'h'"), [
      ['--requirement', 'x.txt'],
      ['--pre', undefined],
      ['--trusted-host', 'h'],
    ])
    assert.deepEqual(values('-e . ; python_version < "3" --config-settings=a=b'), [
      ['--editable', '. ; python_version < 3'],
      ['--config-settings', 'a=b'],
    ])
    assert.deepEqual(splitOptions('a==1 --hash=sha256:x --nonsense').unknown, ['--nonsense'])
  })
})

describe('requirements', () => {
  it('keep name, version, range, extras and marker', () => {
    const example = read('Torch==2.1.0+cu118\ntransformers[torch]>=4.40,<5 ; python_version > "3.9"\nnumpy\n')
    assert.deepEqual(
      example.set?.packages.map(({ name, version, requirement, extras, marker, line }) => [
        name,
        version,
        requirement,
        extras,
        marker,
        line,
      ]),
      [
        ['torch', '2.1.0+cu118', '==2.1.0+cu118', undefined, undefined, 1],
        ['transformers', undefined, '>=4.40,<5', ['torch'], 'python_version > "3.9"', 2],
        ['numpy', undefined, undefined, undefined, undefined, 3],
      ],
    )
    assert.equal(example.set?.kind, 'manifest')
    assert.deepEqual(attributeValues(example, 'numpy', 'direct'), ['true'])
    assert.equal(read('a==1\nb===2').set?.kind, 'lock')
  })

  it('keep hashes with their algorithm; weak ones stay options', () => {
    const example = read(`a==1 --hash=sha256:${A} \\\n  --hash=sha256:${B} --hash=md4:12\n`)
    assert.deepEqual(packageNamed(example, 'a').distributions, [
      { hashes: [{ algorithm: 'sha256', value: A }] },
      { hashes: [{ algorithm: 'sha256', value: B }] },
    ])
    assert.deepEqual(packageNamed(example, 'a').options, [{ name: '--hash', value: 'md4:12', line: 1 }])
  })

  it('from addresses and repositories say where from, without credentials', () => {
    const example = read(
      [
        `a @ git+https://me:token@github.com/org/a.git@${COMMIT}#subdirectory=py`,
        `b @ https://u:p@files.example/b-1.2-py3-none-any.whl#sha256=${A}`,
        'git+https://github.com/org/project-c.git@v1.0',
        '-e git+ssh://git@github.com/org/d@main#egg=D_x[extra]',
        'https://files.example/torch-2.1.0%2Bcpu-cp311-cp311-linux_x86_64.whl ; sys_platform == "linux"',
        './wheels/e-3.0.tar.gz',
        '-e .',
        './services/api',
      ].join('\n'),
    )
    const seen = example.set?.packages.map(({ name, version, namedBy, editable, source }) => [
      name,
      version,
      namedBy,
      editable,
      source?.kind,
    ])
    assert.deepEqual(seen, [
      ['a', undefined, undefined, undefined, 'git'],
      ['b', '1.2', undefined, undefined, 'url'],
      ['project-c', undefined, 'repository', undefined, 'git'],
      ['d-x', undefined, undefined, true, 'git'],
      ['torch', '2.1.0+cpu', 'file', undefined, 'url'],
      ['e', '3.0', 'file', undefined, 'path'],
    ])
    assert.deepEqual(packageNamed(example, 'a').source, {
      kind: 'git',
      url: 'https://github.com/org/a.git',
      commit: COMMIT,
      requested: COMMIT,
      subdirectory: 'py',
    })
    assert.deepEqual(packageNamed(example, 'b').distributions, [
      {
        filename: 'b-1.2-py3-none-any.whl',
        url: 'https://files.example/b-1.2-py3-none-any.whl',
        hashes: [{ algorithm: 'sha256', value: A }],
      },
    ])
    assert.deepEqual(example.set?.includes, [
      { as: 'project', path: '.', line: 7 },
      { as: 'project', path: './services/api', line: 8 },
    ])
    assert.doesNotMatch(JSON.stringify(example), /token|u:p/)
  })

  it('indexes, included files and other options are kept', () => {
    const example = read(
      [
        '--index-url https://__token__:opensesame@packages.example/simple',
        '--trusted-host packages.example',
        '--pre',
        '-r base.txt',
        '-c constraints.txt',
        'a==1',
      ].join('\n'),
    )
    assert.deepEqual(example.set?.indexes, [
      { role: 'primary', url: 'https://packages.example/simple', credentials: true, line: 1, insecure: true },
    ])
    assert.deepEqual(example.set?.options, [
      { name: '--trusted-host', value: 'packages.example', line: 2 },
      { name: '--pre', line: 3 },
    ])
    assert.deepEqual(example.set?.includes, [
      { as: 'requirements', path: 'base.txt', line: 4 },
      { as: 'constraints', path: 'constraints.txt', line: 5 },
    ])
    assert.deepEqual(attributeValues(example, 'a', 'registry'), ['https://packages.example/simple'])
  })

  it('a variable is where a secret belongs', () => {
    const example = read('--index-url https://__token__:${SECRET}@packages.example/simple\n')
    assert.equal(example.set?.indexes[0]?.credentials, false)
  })

  it('with several indexes nobody knows which one a package is from', () => {
    const example = read('--extra-index-url https://wheels.example/cu121\ntorch==2.1.0\n')
    assert.deepEqual(attributeValues(example, 'torch', 'registry'), [])
    assert.deepEqual(attributeValues(example, 'torch', 'source'), ['registry'])
  })

  it('a version that the environment fills in is none', () => {
    const example = read('torch==${TORCH_VERSION}\nnumpy==1.0\n')
    assert.equal(packageNamed(example, 'torch').version, undefined)
    assert.equal(packageNamed(example, 'torch').requirement, '==${TORCH_VERSION}')
  })

  it('notes of a compiler make the graph', () => {
    const example = read(
      `#
# This file is autogenerated by pip-compile with Python 3.11
#
flask==3.0.0 \\
    --hash=sha256:${A}
    # via
    #   -r requirements.in
    #   flask-cors
flask-cors==4.0.0
    # via my-app (pyproject.toml)
jinja2==3.1.2  # via flask
`,
    )
    assert.deepEqual(needsOf(example, 'flask-cors'), ['flask@3.0.0'])
    assert.deepEqual(needsOf(example, 'flask'), ['jinja2@3.1.2'])
    assert.deepEqual(
      example.set?.packages.map(({ direct }) => direct),
      [true, true, false],
    )
    assert.equal(example.set?.complete, true)
  })

  it('are read in UTF-16 as well', () => {
    const text = Buffer.from('\uFEFFtorch==2.1.0\r\n', 'utf16le')
    assert.equal(packageNamed(read(text), 'torch').version, '2.1.0')
  })

  it('constraints are no part of the system', () => {
    const example = read('torch==2.1.0\n', 'constraints.txt')
    assert.equal(example.set?.packages.length, 1)
    assert.deepEqual(example.sightings, [])
  })

  it('the name of the file speaks of a group', () => {
    assert.deepEqual(impliedScopes('requirements-dev.txt'), ['dev'])
    assert.deepEqual(impliedScopes('requirements/tests.txt'), ['test'])
    assert.deepEqual(impliedScopes('requirements.txt'), [])
    const [sighting] = read('pytest\n', 'dev-requirements.txt').sightings
    assert.equal(sighting?.attributes.find(({ name }) => name === 'scope')?.status, 'inferred')
  })
})

describe('names of requirements files', () => {
  for (const [path, yes] of [
    ['requirements.txt', true],
    ['app/requirements-dev.txt', true],
    ['requirements/base.in', true],
    ['dev-requirements.txt', true],
    ['requirements_gpu.txt', true],
    ['constraints.txt', true],
    ['requirements.pip', true],
    ['requirements.md', false],
    ['notes.txt', false],
    ['my-requirements/notes.txt', false],
    ['requirements/sub/notes.txt', false],
  ] as const)
    it(path, () =>
      assert.equal(
        isRequirementsName({ path, name: path.slice(path.lastIndexOf('/') + 1).toLowerCase() }),
        yes,
      ),
    )
})

describe('broken and hostile requirements files', () => {
  it('a line that is none costs only itself', () => {
    const example = read('torch==2.1.0\n@huggingface/transformers\nnumpy\n==2.3\nscipy\n--unknown x\n')
    assert.deepEqual(
      example.set?.packages.map(({ name }) => name),
      ['torch', 'numpy', 'scipy'],
    )
    assert.deepEqual(
      example.gaps.map(({ at }) => at.range?.start),
      [2, 4, 6],
    )
  })

  it('prose is no list of packages', () => {
    const prose = 'System requirements\n\nThe system shall be fast.\nIt shall not fail.\nDone\n'
    assert.deepEqual([read(prose).set, read(prose).gaps.length], [undefined, 1])
  })

  it('no credential of a broken line is repeated', () => {
    const example = read(
      'a\nb\nhttps://me:hunter2@h.example/x y z\n--index-url https://me:hunter2@h.example\n',
    )
    assert.doesNotMatch(JSON.stringify(example), /hunter2/)
  })

  it('any text ends in facts or a refusal', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.string(),
            fc.constantFrom('-e ', '-r', '--hash=', ' # via ', '\\', '@ git+', '${A}', '; ', '['),
          ),
          {
            maxLength: 12,
          },
        ),
        (parts) => {
          read(parts.join(''))
          read(parts.join('\n'))
        },
      ),
    )
  })

  it('long lines end soon', () => {
    const start = performance.now()
    for (const text of [
      `${' '.repeat(500_000)}x`,
      `a${' #'.repeat(200_000)}`,
      `a ${'--hash '.repeat(50_000)}`,
      `a\\\n`.repeat(100_000),
      `-e ${';'.repeat(200_000)}`,
      `a==1 ${'"'.repeat(200_001)}`,
      `# via\n${'# a\n'.repeat(50_000)}`,
      `a\n# via\n${'# b, c, d, e\n'.repeat(50_000)}`,
      `a @ ${' '.repeat(300_000)};`,
      `https://${'@'.repeat(200_000)}`,
      `${'${A}'.repeat(2000)}==1`,
    ])
      read(text)
    assert.ok(performance.now() - start < 5000)
  })
})
