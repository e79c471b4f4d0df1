import type { RuleInfo } from '../../model/rule.ts'
import type { Severity } from '../../model/severity.ts'

function rule(
  id: string,
  severity: Severity,
  title: string,
  description: string,
  remedy: string,
  references: readonly string[] = ['CWE-506'],
): RuleInfo {
  return {
    id: `packages-${id}`,
    severity,
    confidence: 'firm',
    since: '0.1.0',
    title,
    description,
    remedy,
    references,
  }
}

const DO_NOT_INSTALL =
  'Do not install it. Where it was installed, rotate every key that the account could read.'
const READ_FIRST = 'Read the code before you install it, and ask its authors what it is for.'

export const exfiltration: RuleInfo = rule(
  'exfiltration',
  'critical',
  'Sends away what is not its own',
  'Keys, credentials, the environment or the identity of the machine are read and sent over the network. It is critical where ' +
    'nobody has to call anything: on install, at every start of Python, on import.',
  DO_NOT_INSTALL,
  ['CWE-200', 'CWE-506'],
)
export const hiddenCode: RuleInfo = rule(
  'hidden-code',
  'critical',
  'Executes code that nobody can read in the package',
  'Source or a code object that is decoded, decompressed, decrypted, unmarshalled or downloaded is executed. Constants are decoded ' +
    'and what they hold is reviewed as well.',
  DO_NOT_INSTALL,
  ['CWE-94', 'CWE-506'],
)
export const dropper: RuleInfo = rule(
  'dropper',
  'critical',
  'Downloads something and runs it',
  'A program, script or library is fetched and started. What is fetched can change after every review.',
  DO_NOT_INSTALL,
  ['CWE-494', 'CWE-506'],
)
export const remoteControl: RuleInfo = rule(
  'remote-control',
  'critical',
  'Hands the machine to whoever is at the other end',
  'A shell is connected to a socket, or commands are taken from the network.',
  DO_NOT_INSTALL,
  ['CWE-506', 'CWE-78'],
)
export const unaskedCommand: RuleInfo = rule(
  'unasked-command',
  'high',
  'Runs a command that nobody asked for',
  'A program is started on install, at the start of Python or on import. Compilers and version tools in a build script are ordinary.',
  READ_FIRST,
  ['CWE-78', 'CWE-506'],
)
export const unaskedNetwork: RuleInfo = rule(
  'unasked-network',
  'high',
  'Uses the network before anyone asked it to',
  'The network is used on install, at the start of Python or on import. It tells a stranger who uses the package and lets the answer ' +
    'decide what happens next.',
  READ_FIRST,
  ['CWE-506', 'CWE-829'],
)
export const bundledProgram: RuleInfo = rule(
  'bundled-program',
  'high',
  'Starts a program that it carries, unasked',
  'A native program or script of the package is started on install, at the start of Python or on import: what it does stands in no source.',
  DO_NOT_INSTALL,
  ['CWE-506', 'CWE-829'],
)
export const persistence: RuleInfo = rule(
  'persistence',
  'high',
  'Plants itself where it is started again',
  'Something is written where the system, the shell or Python starts programs: profiles, cron, systemd, `.pth` files, authorized keys.',
  DO_NOT_INSTALL,
  ['CWE-506', 'CWE-912'],
)
export const destruction: RuleInfo = rule(
  'destruction',
  'critical',
  'Destroys or encrypts files',
  'Whole trees are removed or replaced by encrypted copies.',
  DO_NOT_INSTALL,
  ['CWE-506'],
)
export const spying: RuleInfo = rule(
  'spying',
  'high',
  'Watches the keyboard, the screen or the clipboard',
  'It is high where it happens without being called, or beside the network.',
  DO_NOT_INSTALL,
  ['CWE-506', 'CWE-200'],
)
export const nativeMemory: RuleInfo = rule(
  'machine-code',
  'critical',
  'Prepares memory for machine code',
  'Memory is made executable and filled from data, as loaders of shell code do.',
  DO_NOT_INSTALL,
  ['CWE-506'],
)
export const obfuscation: RuleInfo = rule(
  'obfuscation',
  'high',
  'Is written so that nobody can read it',
  'Reading direction turned, look-alike letters, code far to the right of the screen, names made of `Il1O0`, an obfuscator at work.',
  READ_FIRST,
  ['CWE-506', 'CVE-2021-42574'],
)
export const loaderHook: RuleInfo = rule(
  'loader-hook',
  'info',
  'Changes how Python loads or executes code',
  'Import hooks, and `exec` or `eval` of computed text. Ordinary in a function; unusual at the start of Python.',
  READ_FIRST,
  ['CWE-95'],
)
export const startupCode: RuleInfo = rule(
  'startup-code',
  'low',
  'Runs at every start of Python',
  'A `.pth` file with import lines, a `.start` file (PEP 829), `sitecustomize` or `usercustomize`: every Python of the environment runs ' +
    'it, whether the package is used or not. Editable installs, namespace packages and coverage tools use it openly.',
  'Keep it only where you know what it is for.',
)
export const installScript: RuleInfo = rule(
  'install-script',
  'low',
  'Runs a script when it is installed',
  'A lifecycle script of npm, a link or activation script of conda, a build back end or hook inside the archive.',
  'Install with scripts switched off where the package works without them.',
)
export const scriptAttack: RuleInfo = rule(
  'script-attack',
  'high',
  'A script attacks whoever runs it',
  'Downloads piped into a shell, decoded text that is executed, shells on a socket, planted start-up entries, keys sent away.',
  DO_NOT_INSTALL,
  ['CWE-494', 'CWE-506', 'CWE-78'],
)
export const nativeCode: RuleInfo = rule(
  'native-code',
  'low',
  'Holds programs where none are expected',
  'Native code in a wheel for any platform or in a source distribution cannot be reviewed as source.',
  'Build it from source, or find out what the program is for.',
  ['CWE-829'],
)
export const disguisedProgram: RuleInfo = rule(
  'disguised-program',
  'high',
  'A program bears the name of a data file',
  'Its header is that of a program, its name that of a picture, a document or a table.',
  DO_NOT_INSTALL,
  ['CWE-434', 'CWE-646'],
)
export const bytecode: RuleInfo = rule(
  'bytecode',
  'medium',
  'Ships bytecode without its source',
  'A `.pyc` that is imported in place of a source hides what it does from everyone who reads the package.',
  READ_FIRST,
)
export const commandShadow: RuleInfo = rule(
  'command-shadow',
  'medium',
  'Installs a command of a well-known name',
  'A script or entry point is named like a program that people and other scripts run all day: in an activated environment it runs instead.',
  'Install it into an environment of its own, or not at all.',
  ['CWE-427'],
)
export const foreignModule: RuleInfo = rule(
  'foreign-module',
  'medium',
  'Overwrites a module of another package',
  'It installs a top-level module that belongs to a well-known distribution of another name.',
  'Install it into an environment of its own, or not at all.',
  ['CWE-427'],
)
export const directRequirement: RuleInfo = rule(
  'direct-requirement',
  'medium',
  'Needs packages from an address of its own',
  'A requirement names a URL or a repository without a commit: what is installed there is decided by whoever controls it, at any time.',
  'Pin it to a commit, or take it from your index.',
  ['CWE-829', 'CWE-494'],
)
export const recordMismatch: RuleInfo = rule(
  'record-mismatch',
  'high',
  'The RECORD of the wheel lies',
  'RECORD lists each file with its hash. Files with another hash were changed after the wheel was built; files that are not listed are ' +
    'left behind on uninstall and seen by no verification.',
  'Do not install it; get the file again and compare its hash with that of the index.',
  ['CWE-354'],
)
export const metadataMismatch: RuleInfo = rule(
  'metadata-mismatch',
  'medium',
  'The archive contradicts itself about what it is',
  'File name, metadata and folders name different projects, versions or platforms. Tools that trust one of them miss the other.',
  'Do not install it before you know which of them is true.',
  ['CWE-345'],
)
export const archiveConfusion: RuleInfo = rule(
  'archive-confusion',
  'high',
  'The archive holds different files for different readers',
  'Local and central headers disagree, names occur twice, several end records, members behind the end, data that nobody lists: a scanner ' +
    'sees other files than the installer.',
  'Do not install it; indexes refuse such files.',
  ['CWE-436'],
)
export const pathTraversal: RuleInfo = rule(
  'path-traversal',
  'high',
  'Names files outside the folder into which it is unpacked',
  'Absolute names, `..`, drive letters or links that lead out of the folder.',
  'Do not unpack it.',
  ['CWE-22', 'CWE-59'],
)
export const unlikeSource: RuleInfo = rule(
  'unlike-source',
  'info',
  'A wheel holds code that the source distribution does not',
  'What was reviewed as source is not what is installed. Generated version files are ordinary; code that acts on import is not.',
  'Build the wheel from source and compare.',
  ['CWE-506', 'CWE-353'],
)
export const unlikeSibling: RuleInfo = rule(
  'unlike-sibling',
  'info',
  'Wheels of one release hold different Python code',
  'Platforms differ in native code; Python code that acts on import in one wheel alone reaches only the users of that platform.',
  'Compare the wheels, and build the odd one from source.',
  ['CWE-506', 'CWE-353'],
)
export const newCode: RuleInfo = rule(
  'new-code',
  'medium',
  'A new version runs something that the old one did not',
  'Code that acts on install, at the start of Python or on import is new against the release that it is compared with.',
  'Read the change before you update.',
)
export const newCapability: RuleInfo = rule(
  'new-capability',
  'low',
  'A new version can do what no file of the old one could',
  'Starts programs, talks to the network, executes computed code, loads libraries: a kind of act that the old release had nowhere.',
  'Read the change before you update.',
)
export const newDependency: RuleInfo = rule(
  'new-dependency',
  'low',
  'A new version needs packages that the old one did not',
  'Each of them is code of another author in your environment.',
  'Look at each of them before you update.',
  ['CWE-1357'],
)
export const newPeople: RuleInfo = rule(
  'new-maintainer',
  'medium',
  'The metadata name other people than before',
  'None of the authors and maintainers of the old release are named in the new one, or an address changed.',
  'Find out whether the project changed hands.',
  ['CWE-1357'],
)

/** What is judged of the archives of a release. */
export const releaseRules: readonly RuleInfo[] = [
  exfiltration,
  hiddenCode,
  dropper,
  remoteControl,
  nativeMemory,
  destruction,
  unaskedCommand,
  unaskedNetwork,
  bundledProgram,
  persistence,
  spying,
  obfuscation,
  loaderHook,
  startupCode,
  installScript,
  scriptAttack,
  nativeCode,
  disguisedProgram,
  bytecode,
  commandShadow,
  foreignModule,
  directRequirement,
  recordMismatch,
  metadataMismatch,
  archiveConfusion,
  pathTraversal,
  unlikeSource,
  unlikeSibling,
  newCode,
  newCapability,
  newDependency,
  newPeople,
]
