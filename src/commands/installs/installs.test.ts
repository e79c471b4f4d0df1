import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { splitWords } from '../../names/command/shell-words.ts'
import { subjectOf } from '../../names/model-mention.ts'
import { commandUses } from '../command-uses.ts'

function packages(command: string): string[] {
  return commandUses(splitWords(command)).uses.flatMap(({ thing }) => {
    if (thing.kind !== 'package') return []
    const { ecosystem, name, version, requirement, source, conda } = thing
    const range = requirement === undefined ? '' : ` (${requirement})`
    const at = source?.kind === 'path' ? '' : source?.url ? ` ${source.url}` : ''
    const channel = conda?.channel ? ` ${conda.channel}` : ''
    return [`${ecosystem} ${name}${version ? `@${version}` : ''}${range}${at}${channel}`]
  })
}

describe('packages that commands install', () => {
  const cases: readonly (readonly [string, ...string[]])[] = [
    ['pip install timm==1.0 wandb', 'pypi timm@1.0 (==1.0)', 'pypi wandb'],
    ['pip3.12 install -qU "A_b[x]>=1,<2; python_version>\'3\'"', 'pypi a-b (>=1,<2)'],
    ['/venv/bin/pip install x==1.*', 'pypi x (==1.*)'],
    ['python -m pip install x==your-version', 'pypi x (==your-version)'],
    ['pip install -r requirements.txt -c limits.txt . ./a ../b a/b file.whl $X'],
    ['pip install x==$V y@$W $Z==1', 'pypi x', 'pypi y'],
    ['pip install -i https://me:pw@one.example/simple x', 'pypi x https://one.example/simple'],
    ['pip install -i https://one.example/simple --extra-index-url https://two.example x', 'pypi x'],
    ['pip install --index-url $URL x', 'pypi x'],
    [
      'pip install -e git+https://me:pw@git.example/a/tool.git@v1#egg=Tool',
      'pypi tool https://git.example/a/tool',
    ],
    ['pip install git+https://git.example/a/mono#subdirectory=part'],
    [
      'pip install https://files.example/x_y-1.0-py3-none-any.whl?token=s#sha256=0',
      'pypi x-y@1.0 https://files.example/x_y-1.0-py3-none-any.whl',
    ],
    ['pip freeze'],
    ['pip uninstall x'],
    ['uv --project a pip install x', 'pypi x'],
    ['uv add x@1.2 --optional gpu', 'pypi x@1.2 (==1.2)'],
    ['uv remove x'],
    ['poetry -C app add x@^1', 'pypi x (^1)'],
    ['poetry run pip install x', 'pypi x'],
    ['conda install -c a b=1 c==2 d=1=py_0', 'conda b (=1)', 'conda c@2 (==2)', 'conda d@1 (=1)'],
    ['conda run -n e pip install x', 'pypi x'],
    ['mamba install --override-channels -c labs x', 'conda x labs'],
    ['conda list x'],
    [
      'npm install -g @a/b@1.2.3 c@^1 d@latest e',
      'npm @a/b@1.2.3 (1.2.3)',
      'npm c (^1)',
      'npm d (latest)',
      'npm e',
    ],
    ['npm i --registry https://npm.example -w app x@$V ./y z.tgz', 'npm x https://npm.example'],
    ['npm ci'],
    ['yarn global add x', 'npm x'],
    ['yarn install'],
    ['pnpm -F app add x', 'npm x'],
    ['npx -y x@1.0.0 a b', 'npm x@1.0.0 (1.0.0)'],
    ['uvx --with y==2 x', 'pypi x', 'pypi y@2 (==2)'],
  ]
  for (const [command, ...found] of cases)
    it(command, () => assert.deepEqual(packages(command).toSorted(), found.toSorted()))

  it('names a package as locks do', () => {
    const [use] = commandUses(['pip', 'install', 'Sentence_Transformers==3.1']).uses
    assert.deepEqual(use && subjectOf(use.thing), {
      by: 'name',
      kind: 'package',
      registry: 'pypi',
      name: 'sentence-transformers',
      version: '3.1',
      purl: 'pkg:pypi/sentence-transformers@3.1',
    })
  })

  it('takes any words', () => {
    const word = fc.constantFrom(
      'install',
      'add',
      'global',
      '-i',
      '--',
      '-e',
      '-r',
      '',
      '@',
      '@/',
      'x@',
      '[',
      ';',
      '==',
      '$',
      'git+',
      'a::b',
      '__proto__',
    )
    const program = fc.constantFrom('pip', 'uv', 'conda', 'npm', 'yarn', 'poetry', 'npx', 'pixi')
    fc.assert(
      fc.property(program, fc.array(word, { maxLength: 12 }), (first, rest) => {
        packages([first, ...rest].join(' '))
        commandUses([first, ...rest])
      }),
    )
  })
})
