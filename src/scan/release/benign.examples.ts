import { condaExample, npmExample, PROGRAM_BYTES, sdistExample, wheelExample } from './built.examples.ts'
import type { ReleaseExample } from './hostile.examples.ts'

const NOTHING = { 'sample/__init__.py': "__version__ = '1.0'\n" }
const SETUP = "from setuptools import setup\nsetup(name='sample', version='1.0', packages=['sample'])\n"

/** What ordinary packages do, and what looks like an attack to whoever does not ask when it runs. */
export const benignReleases: readonly ReleaseExample[] = [
  { what: 'a plain wheel', archives: [wheelExample(NOTHING)] },
  { what: 'a plain sdist', archives: [sdistExample({ ...NOTHING, 'setup.py': SETUP })] },
  {
    what: 'wheel and sdist with the same sources under src',
    archives: [
      sdistExample({
        'src/sample/__init__.py': NOTHING['sample/__init__.py'],
        'setup.py': SETUP,
        'tests/test_it.py': 'import sample\n',
      }),
      wheelExample(NOTHING),
    ],
  },
  {
    what: 'a version file that only the wheel holds, and line ends of Windows',
    archives: [
      sdistExample({
        'sample/__init__.py': 'from ._version import version\n',
        'pyproject.toml': "[build-system]\nrequires = ['setuptools-scm']\n",
      }),
      wheelExample({
        'sample/__init__.py': 'from ._version import version\r\n',
        'sample/_version.py': "version = '1.0'\n",
      }),
    ],
  },
  {
    what: 'a client that sends a key of the environment to its service when called',
    archives: [
      wheelExample({
        'sample/__init__.py': 'from .client import Client\n',
        'sample/client.py':
          "import os\nimport requests\n\nclass Client:\n    def __init__(self, key=None):\n        self.key = key or os.environ.get('SAMPLE_API_KEY')\n\n    def ask(self, text):\n        return requests.post('https://api.sample.example/v1', headers={'Authorization': f'Bearer {self.key}'}, json={'text': text})\n",
      }),
    ],
  },
  {
    what: 'downloads a model in a function',
    archives: [
      wheelExample({
        ...NOTHING,
        'sample/hub.py':
          'import urllib.request\n\ndef fetch(url, path):\n    urllib.request.urlretrieve(url, path)\n    return path\n',
      }),
    ],
  },
  {
    what: 'runs its own program when called',
    archives: [
      wheelExample(
        {
          'sample/__init__.py':
            "import os, subprocess\n\ndef run(*args):\n    return subprocess.call([os.path.join(os.path.dirname(__file__), 'bin', 'sample-core'), *args])\n",
          'sample/bin/sample-core': PROGRAM_BYTES,
        },
        { tag: 'py3-none-manylinux_2_28_x86_64' },
      ),
    ],
  },
  {
    what: 'asks git for its version in setup.py',
    archives: [
      sdistExample({
        ...NOTHING,
        'setup.py': `import subprocess\ntry:\n    rev = subprocess.check_output(['git', 'rev-parse', 'HEAD']).decode().strip()\nexcept Exception:\n    rev = ''\n${SETUP}`,
      }),
    ],
  },
  {
    what: 'compiles extensions with CMake in setup.py',
    archives: [
      sdistExample({
        ...NOTHING,
        'setup.py':
          "import os, subprocess, sys\nfrom setuptools import Extension, setup\nfrom setuptools.command.build_ext import build_ext\n\nclass CMakeBuild(build_ext):\n    def build_extension(self, ext):\n        subprocess.check_call(['cmake', ext.sourcedir, f'-DPYTHON_EXECUTABLE={sys.executable}'], cwd=self.build_temp)\n        subprocess.check_call(['cmake', '--build', '.'] + os.environ.get('CMAKE_ARGS', '').split(), cwd=self.build_temp)\n\nsetup(name='sample', version='1.0', ext_modules=[Extension('sample._c', [])], cmdclass={'build_ext': CMakeBuild})\n",
      }),
    ],
  },
  {
    what: 'executes its version file in setup.py',
    archives: [
      sdistExample({
        ...NOTHING,
        'setup.py': `import os, re\nabout = {}\nwith open(os.path.join('sample', '__init__.py')) as f:\n    exec(f.read(), about)\n${SETUP}`,
      }),
    ],
  },
  {
    what: 'setup.py with a publish shortcut, a test command and an upload of its own',
    archives: [
      sdistExample({
        ...NOTHING,
        'setup.py':
          "import os, sys\nfrom shutil import rmtree\nfrom setuptools import setup, Command\n\nif sys.argv[-1] == 'publish':\n    os.system('python setup.py sdist bdist_wheel')\n    os.system('twine upload dist/*')\n    sys.exit()\n\nclass Upload(Command):\n    def run(self):\n        try:\n            rmtree(os.path.join(os.path.dirname(__file__), 'dist'))\n        except OSError:\n            pass\n        os.system('{} setup.py sdist bdist_wheel --universal'.format(sys.executable))\n        os.system('twine upload dist/*')\n        os.system('git push --tags')\n        sys.exit()\n\nsetup(name='sample', version='1.0', cmdclass={'upload': Upload})\n",
      }),
    ],
  },
  {
    what: 'asks the compiler and pkg-config in setup.py',
    archives: [
      sdistExample({
        ...NOTHING,
        'setup.py': `import os, subprocess, shlex, platform\n\ndef pkgconfig(*args):\n    return shlex.split(subprocess.check_output(['pkg-config', *args]).decode())\n\nflags = pkgconfig('--cflags', 'libpng') if platform.system() != 'Windows' else []\nif os.popen('which nvcc').read():\n    flags.append('-DCUDA')\n${SETUP}`,
      }),
    ],
  },
  {
    what: 'versioneer beside setup.py',
    archives: [
      sdistExample({
        ...NOTHING,
        'versioneer.py':
          "import subprocess\n\ndef run_command(commands, args, cwd=None):\n    for c in commands:\n        process = subprocess.Popen([c] + args, cwd=cwd, stdout=subprocess.PIPE)\n        return process.communicate()[0]\n\ndef get_version():\n    return run_command(['git'], ['describe', '--tags'])\n",
        'setup.py':
          "import versioneer\nfrom setuptools import setup\nsetup(name='sample', version=versioneer.get_version())\n",
      }),
    ],
  },
  {
    what: 'a build back end of its own that wraps setuptools',
    archives: [
      sdistExample({
        ...NOTHING,
        'pyproject.toml':
          "[build-system]\nrequires = ['setuptools']\nbuild-backend = 'backend'\nbackend-path = ['_custom']\n",
        '_custom/backend.py':
          "from setuptools import build_meta as _orig\nfrom setuptools.build_meta import *\n\ndef get_requires_for_build_wheel(config_settings=None):\n    return _orig.get_requires_for_build_wheel(config_settings) + ['cython']\n",
      }),
    ],
  },
  {
    what: 'a .pth for the finder of an editable install',
    archives: [
      wheelExample({
        '__editable___sample_finder.py':
          'import sys\n\nclass Finder:\n    pass\n\ndef install():\n    sys.meta_path.append(Finder)\n',
        '__editable__.sample.pth':
          'import __editable___sample_finder; __editable___sample_finder.install()\n',
      }),
    ],
  },
  {
    what: 'a .pth of a coverage tool',
    archives: [
      wheelExample({
        ...NOTHING,
        'a1_cover.pth':
          "import sys; exec('try: import sample\\nexcept ImportError: pass\\nelse: sample.__version__')\n",
      }),
    ],
  },
  {
    what: 'a .pth that adds a folder and one for a namespace',
    archives: [
      wheelExample({
        'ns/sample/__init__.py': '',
        'sample.pth': '../shared\n# a comment\n',
        'sample-nspkg.pth':
          "import sys, types, os;has_mfs = sys.version_info > (3, 5);p = os.path.join(sys._getframe(1).f_locals['sitedir'], *('ns',));m = sys.modules.setdefault('ns', types.ModuleType('ns'));mp = (m or []) and m.__dict__.setdefault('__path__',[]);(p not in mp) and mp.append(p)\n",
      }),
    ],
  },
  {
    what: 'commands named like the package',
    archives: [
      wheelExample(NOTHING, {
        name: 'sample',
        entryPoints: '[console_scripts]\nsample = sample:main\nsample-admin = sample:admin\n',
      }),
    ],
  },
  {
    what: 'a package that is the command',
    archives: [
      wheelExample(
        { 'pip/__init__.py': '' },
        { name: 'pip', version: '30.0', entryPoints: '[console_scripts]\npip = pip:main\npip3 = pip:main\n' },
      ),
    ],
  },
  {
    what: 'tests and examples that use the network and decode payloads',
    archives: [
      wheelExample({
        ...NOTHING,
        'sample/tests/__init__.py': '',
        'sample/tests/test_net.py':
          "import os, requests\nrequests.post('http://localhost', json=dict(os.environ))\n",
        'sample/examples/demo.py': "import requests\nprint(requests.get('https://api.example/v1').json())\n",
      }),
    ],
  },
  {
    what: 'a template engine that compiles source, and a memory cache of bytecode',
    archives: [
      wheelExample({
        ...NOTHING,
        'sample/engine.py':
          "import marshal\n\ndef run(source, scope):\n    exec(compile(source, '<template>', 'exec'), scope)\n\ndef load(f):\n    return marshal.load(f)\n",
      }),
    ],
  },
  {
    what: 'base64 pictures in a module',
    archives: [
      wheelExample({
        'sample/__init__.py': `import base64\nICON = base64.b64decode('${Buffer.alloc(600, 'icon').toString('base64')}')\n`,
      }),
    ],
  },
  {
    what: 'finds fonts with a command on import',
    archives: [
      wheelExample({
        'sample/__init__.py':
          "import subprocess\n\ndef _fonts():\n    return subprocess.check_output(['fc-list', '--format=%{file}']).split()\n\nFONTS = _fonts()\n",
      }),
    ],
  },
  {
    what: 'platform wheels with different native code and one source',
    archives: [
      sdistExample({ ...NOTHING, 'setup.py': SETUP, 'sample/_core.c': 'int main(void) { return 0; }\n' }),
      wheelExample(
        { ...NOTHING, 'sample/_core.so': PROGRAM_BYTES },
        { tag: 'cp311-cp311-manylinux_2_28_x86_64' },
      ),
      wheelExample({ ...NOTHING, 'sample/_core.pyd': PROGRAM_BYTES }, { tag: 'cp311-cp311-win_amd64' }),
    ],
  },
  {
    what: 'npm without scripts, and with a compiler',
    archives: [
      npmExample(
        { main: 'index.js' },
        {
          'index.js':
            "const https = require('https');\nmodule.exports = () => https.get('https://api.example');\n",
        },
      ),
      npmExample(
        { scripts: { install: 'node-gyp rebuild', test: 'curl https://x.example | sh' } },
        {
          'binding.gyp':
            "{'targets': [{'target_name': 'x', 'include_dirs': [\"<!(node -p \\\"require('node-addon-api').include_dir\\\")\"]}]}",
        },
      ),
    ],
  },
  {
    what: 'a conda package with an activation script',
    archives: [
      condaExample({
        'site-packages/sample/__init__.py': '',
        'etc/conda/activate.d/sample.sh': 'export SAMPLE_HOME="$CONDA_PREFIX/share/sample"\n',
        'bin/.sample-post-link.sh': '#!/bin/bash\necho "run sample-init" >> "$PREFIX/.messages.txt"\n',
      }),
    ],
  },
  {
    what: 'a release that only changes its code',
    archives: [
      wheelExample(
        { 'sample/__init__.py': "__version__ = '1.1'\n\ndef add(a, b):\n    return a + b\n" },
        { version: '1.1' },
      ),
    ],
    against: [wheelExample(NOTHING)],
  },
  {
    what: 'a zip that is a source distribution',
    archives: [sdistExample({ ...NOTHING, 'setup.py': SETUP }, { asZip: true })],
  },
  {
    what: 'a clipboard tool that is started by hand',
    archives: [
      wheelExample({ ...NOTHING, 'sample/__main__.py': 'import pyperclip\nprint(pyperclip.paste())\n' }),
    ],
  },
  {
    what: 'a client that reads the token of its service from a file',
    archives: [
      wheelExample({
        'sample/__init__.py':
          "import requests\n\ndef nodes(url):\n    with open('/var/run/secrets/kubernetes.io/serviceaccount/token') as f:\n        token = f.read()\n    return requests.get(url, headers={'Authorization': 'Bearer ' + token}).json()\n",
      }),
    ],
  },
  {
    what: 'asks for its own address and for a graphics card on import',
    archives: [
      wheelExample({
        'sample/__init__.py':
          "import socket, subprocess\nIP = socket.gethostbyname(socket.gethostname())\ntry:\n    GPU = subprocess.run(['nvidia-smi'], capture_output=True).returncode == 0\nexcept FileNotFoundError:\n    GPU = False\n",
      }),
    ],
  },
]
