import type { RuleInfo } from '../../model/rule.ts'

type Text = Pick<RuleInfo, 'id' | 'title' | 'severity' | 'description' | 'remedy'> & Partial<RuleInfo>

function rule(text: Text): RuleInfo {
  return { confidence: 'certain', since: '0.1.0', references: [], ...text }
}

const REINSTALL = 'Find out who changed it, then make the environment anew from the lock.'

export const modified: RuleInfo = rule({
  id: 'packages-env-modified',
  title: 'An installed file is not the one that was installed',
  severity: 'high',
  description:
    'Every installed distribution keeps a `RECORD` with the SHA-256 of each of its files. The bytes of this one have ' +
    'another hash: they were changed after the installation, by a person, by another program, or by an attacker who ' +
    'wants to run whenever the package is imported. Time and size of a file say nothing, since both can be set back. ' +
    'Code is `high`, other files are `medium`.',
  remedy: REINSTALL,
  references: ['PEP 376', 'CWE-353'],
})

export const missing: RuleInfo = rule({
  id: 'packages-env-missing',
  title: 'Installed files are gone',
  severity: 'medium',
  description:
    'A `RECORD` names files that are no longer there. A module that was deleted may be replaced by one of the same name ' +
    'from somewhere else on the search path, and a check that lived in it is gone. Missing files that are no code are `low`: ' +
    'images are often slimmed by leaving out tests and documentation.',
  remedy: 'Reinstall the distribution, or say in the image build what is left out and why.',
  references: ['PEP 376'],
})

export const unowned: RuleInfo = rule({
  id: 'packages-env-unowned',
  title: 'Code that no distribution owns',
  severity: 'medium',
  confidence: 'firm',
  description:
    'Python imports what lies in `site-packages`, whoever put it there. This code is in no `RECORD`: no package manager ' +
    'installed it, none will update or remove it, and no lock speaks of it. A module inside a package that somebody else ' +
    'installed is `high`, and so is one that runs when Python starts.',
  remedy: 'Find out where it comes from; what is needed belongs into a package.',
  references: ['CWE-506'],
})

export const startUp: RuleInfo = rule({
  id: 'packages-env-start-up',
  title: 'Code that runs whenever Python starts',
  severity: 'high',
  confidence: 'firm',
  description:
    'Lines of `.pth` files that begin with `import`, entry points in `.start` files (PEP 829) and the modules ' +
    '`sitecustomize` and `usercustomize` run at every start of the interpreter, before any program, even if nobody ' +
    'imports the package. Releases with malware have used that (`litellm` 1.82.8). A recorded file that only imports a module of its own distribution ' +
    'is told of, not reported; one that starts processes, decodes text or reaches for the network is, also when its ' +
    'hash is the recorded one.',
  remedy: 'Do not start Python in this environment before it is clear who wrote the line.',
  references: ['PEP 829', 'CWE-506'],
})

export const searchPath: RuleInfo = rule({
  id: 'packages-env-search-path',
  title: 'A folder added to the search path of Python',
  severity: 'medium',
  confidence: 'firm',
  description:
    'Lines of `.pth` files that are no code name folders from which Python imports as well. Nothing in such a folder is ' +
    'recorded, so nothing in it can be verified. Files that installers write for working copies are named as editable installs.',
  remedy: 'Remove the file, or install what lies in the folder.',
  references: ['PEP 829', 'CWE-427'],
})

export const link: RuleInfo = rule({
  id: 'packages-env-link',
  title: 'A link in place of an installed file',
  severity: 'high',
  description:
    'Installers write files. Where a link stands, what Python imports is decided by whoever can write to where it leads, ' +
    'and links out of the environment are not followed here, so nothing behind them was verified. `uv` makes links ' +
    'throughout when it is asked to (`--link-mode symlink`): then the whole distribution is one finding, `medium`.',
  remedy: 'Reinstall the distribution with files.',
  references: ['CWE-59'],
})

export const outside: RuleInfo = rule({
  id: 'packages-env-outside',
  title: 'A RECORD names files outside of the environment',
  severity: 'medium',
  description:
    'Uninstalling removes what a `RECORD` names. Paths that leave the environment make that a way to delete files of others, ' +
    'and they claim files that the distribution cannot own.',
  remedy: 'Do not uninstall the distribution by its tool; make the environment anew.',
  references: ['CWE-22', 'PEP 376'],
})

export const unhashed: RuleInfo = rule({
  id: 'packages-env-unhashed',
  title: 'Installed files without a hash that could prove them',
  severity: 'medium',
  description:
    'Each file in a `RECORD` has a SHA-256 or better, except for the `RECORD` itself and what is compiled on installation. ' +
    'Here there is none, or one of MD5 or SHA-1, which can be forged. Installers do not write that: somebody edited the file, or the wheel was ' +
    'made by hand. Files that are no code are `low`.',
  remedy: 'Reinstall the distribution.',
  references: ['PEP 376', 'PEP 427', 'CWE-328'],
})

export const noRecord: RuleInfo = rule({
  id: 'packages-env-no-record',
  title: 'A distribution that cannot be verified',
  severity: 'low',
  description:
    'Without a `RECORD` nothing says which files a distribution has. System package managers and `setup.py install` leave it ' +
    'out; pip and uv always write it, so where one of them installed the distribution it was removed (`medium`).',
  remedy: 'Install it with pip or uv from a wheel, or verify it with the system package manager.',
  references: ['PEP 376', 'PEP 627'],
})

export const certificates: RuleInfo = rule({
  id: 'packages-env-certificates',
  title: 'A changed list of trusted certificate authorities',
  severity: 'low',
  description:
    'Companies add their own authority to the lists that `certifi` and others bring along, so that their proxies can read TLS. ' +
    'The file still holds nothing but certificates. Whoever has the added key can read what programs of this environment send.',
  remedy: 'Make sure that the added authority is yours; better set SSL_CERT_FILE and leave the file alone.',
  references: ['CWE-295'],
})

export const compiled: RuleInfo = rule({
  id: 'packages-env-compiled',
  title: 'Compiled modules that do not belong to their source',
  severity: 'low',
  description:
    'A `.pyc` file holds time and size of the source that it was made from. Where they differ, Python compiles anew; where the ' +
    'file says that its source is not to be looked at (PEP 552), Python runs it whatever the source says (`medium`). ' +
    'Compiled code is in no RECORD and is not proven by this check even where the header fits.',
  remedy: 'Delete the __pycache__ folders; Python makes them anew.',
  references: ['PEP 552', 'PEP 3147'],
})

export const sharedFile: RuleInfo = rule({
  id: 'packages-env-shared-file',
  title: 'A distribution overwrote files of another one',
  severity: 'medium',
  description:
    'Several distributions record the same file with different content, and the bytes are those of one of them: whichever was installed ' +
    'last decides what the others run. Some packages are made to replace each other (`opencv-python` and its headless ' +
    'twin); in any other case a package has put its code into that of another. Files that are no code are `low`.',
  remedy: 'Keep one of the two.',
  references: ['CWE-427'],
})

export const twice: RuleInfo = rule({
  id: 'packages-env-installed-twice',
  title: 'One package is installed twice',
  severity: 'low',
  description:
    'Two descriptions of the same package lie side by side, as an interrupted upgrade leaves them. Tools that ask which version is ' +
    'installed may hear of the one whose code is gone.',
  remedy: 'Uninstall it until it is gone, then install it once.',
  references: [],
})

export const script: RuleInfo = rule({
  id: 'packages-env-script',
  title: 'A command that belongs to nobody',
  severity: 'low',
  confidence: 'firm',
  description:
    'An active environment comes first on the search path of the shell. This command is in no RECORD and is none of those that the ' +
    'maker of the environment writes. Activation scripts that reach for the network or decode text are `high`.',
  remedy: 'Find out where it comes from, or remove it.',
  references: ['CWE-427'],
})

export const shadow: RuleInfo = rule({
  id: 'packages-env-shadowed-command',
  title: 'A command of the environment takes the place of one that people use',
  severity: 'medium',
  confidence: 'firm',
  description:
    'While the environment is active, a file of this name runs in place of the command of the system or of Python. One ' +
    'that no distribution owns is `high`.',
  remedy: 'Remove the file or the distribution, and run the command by its full path until then.',
  references: ['CWE-427'],
})

export const interpreter: RuleInfo = rule({
  id: 'packages-env-interpreter',
  title: 'The interpreter is not the one that the environment names',
  severity: 'medium',
  confidence: 'firm',
  description:
    '`pyvenv.cfg` says in which folder the interpreter lies that the environment was made with. The `python` in its folder of commands ' +
    'leads to another place.',
  remedy: 'Make the environment anew.',
  references: ['PEP 405', 'CWE-59'],
})

export const directUrl: RuleInfo = rule({
  id: 'packages-env-direct-url',
  title: 'Installed from an address instead of an index',
  severity: 'low',
  description:
    'What was installed from an address is in no index: no advisory, no yanked release and no cooldown concerns it. Without a ' +
    'hash or a commit nobody can say which bytes it were (`medium`), and over plain HTTP anyone on the way could change them (`medium`).',
  remedy: 'Publish it on an index of your own, or pin the address by hash or commit in the lock.',
  references: ['PEP 610'],
})

export const editable: RuleInfo = rule({
  id: 'packages-env-editable',
  title: 'Installed from a working copy',
  severity: 'info',
  description:
    'An editable install imports the files of a folder that anybody may be working in. Its RECORD covers only the pointer to it.',
  remedy: 'Install it as a wheel where it goes into production.',
  references: ['PEP 660'],
})

export const record: RuleInfo = rule({
  id: 'packages-env-record-changed',
  title: 'A RECORD was changed after the installation',
  severity: 'low',
  confidence: 'tentative',
  description:
    'Installers write RECORD last and within moments of the other files of its folder; the file system still knows when each was last changed, even where ' +
    'its time was set back. This RECORD was changed later. Hashes in it may have been made to fit changed files: that the ' +
    'files match it proves little.',
  remedy: 'Reinstall the distribution, and compare its RECORD with that of the wheel.',
  references: ['PEP 376'],
})

export const lockVersion: RuleInfo = rule({
  id: 'packages-env-lock-version',
  title: 'Another version than the lock says',
  severity: 'medium',
  description:
    'The environment was to hold what the lock holds. Another version is installed: it was resolved, reviewed and audited by nobody. ' +
    'A build with a local version of the same release (`2.1.0+cpu`) is `low`.',
  remedy: 'Install from the lock again.',
  references: [],
})

export const lockExtra: RuleInfo = rule({
  id: 'packages-env-lock-extra',
  title: 'Installed, and not in the lock',
  severity: 'medium',
  description:
    'The lock names every package that is needed. These are installed as well, so they came another way. Installers (`pip`, ' +
    '`setuptools`, `wheel`, `uv`) and the project itself are not counted. Where the lock does not name everything, what its packages require is not either.',
  remedy: 'Remove them, or lock them.',
  references: [],
})

export const lockMissing: RuleInfo = rule({
  id: 'packages-env-lock-missing',
  title: 'In the lock, and not installed',
  severity: 'info',
  description:
    'Locks hold packages for other platforms, groups and extras, too: which of them this environment should have is not ' +
    'known here. What the project needs itself and on every platform is `low`.',
  remedy: 'Install from the lock again if something is missing that should be there.',
  references: [],
})

export const lockSource: RuleInfo = rule({
  id: 'packages-env-lock-source',
  title: 'Installed from elsewhere than the lock says',
  severity: 'medium',
  description:
    'Name and version are those of the lock, the origin is not: an address in place of the index, another repository or commit, ' +
    'an archive whose hash the lock does not have (`high`). Equal version numbers do not make equal code.',
  remedy: 'Install from the lock again.',
  references: ['CWE-494', 'PEP 610'],
})

/** Every rule of the verification of an environment. */
export const environmentRules: readonly RuleInfo[] = [
  certificates,
  compiled,
  directUrl,
  editable,
  interpreter,
  link,
  lockExtra,
  lockMissing,
  lockSource,
  lockVersion,
  missing,
  modified,
  noRecord,
  outside,
  record,
  script,
  searchPath,
  shadow,
  sharedFile,
  startUp,
  twice,
  unhashed,
  unowned,
]
