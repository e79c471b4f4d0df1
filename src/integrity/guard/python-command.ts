/** A program as its first line names its interpreter: `#!/venv/bin/python` → `['/venv/bin/python', '/venv/bin/vllm']`. */
export type ScriptOf = (program: string) => readonly string[] | undefined

export type PythonCommand =
  | { readonly hooked: true; readonly words: readonly string[] }
  /** It is run as it stands; `reason` completes "the hook is not in force: …". */
  | { readonly hooked: false; readonly words: readonly string[]; readonly reason: string }

const PYTHON = /^(?:python|pypy)(?:\d+(?:\.\d+)*)?[dt]*(?:\.exe)?$/
/** Options of Python that take the next word, when nothing is stuck to them. */
const WITH_VALUE = new Set(['-W', '-X', '--check-hash-based-pycs'])
const ENDS = /^(?:-|-V+|--version|-h|-\?|--help(?:-\w+)?)$/

/** Tools that run a command in an environment of theirs, and their options that take the next word. */
const RUNNERS: Readonly<Record<string, { readonly verb: string; readonly valued: readonly string[] }>> = {
  uv: {
    verb: 'run',
    valued: (
      '--package --project --directory --python -p --with --with-editable --with-requirements --extra --group ' +
      '--no-group --only-group --env-file --index --default-index --index-url -i --extra-index-url --find-links -f ' +
      '--cache-dir --config-file --config-setting -C --link-mode --resolution --prerelease --exclude-newer --color ' +
      '--keyring-provider --index-strategy --no-extra --refresh-package --upgrade-package -P --reinstall-package'
    ).split(' '),
  },
  poetry: { verb: 'run', valued: ['-C', '--directory', '-P', '--project'] },
  pdm: { verb: 'run', valued: ['-p', '--project', '-c', '--config'] },
  pipenv: { verb: 'run', valued: ['--python'] },
  rye: { verb: 'run', valued: ['--pyproject'] },
  hatch: { verb: 'run', valued: ['-e', '--env', '-p', '--project'] },
  pixi: { verb: 'run', valued: ['-e', '--environment', '--manifest-path'] },
  conda: { verb: 'run', valued: ['-n', '--name', '-p', '--prefix', '--cwd'] },
  mamba: { verb: 'run', valued: ['-n', '--name', '-p', '--prefix', '--cwd'] },
  micromamba: { verb: 'run', valued: ['-n', '--name', '-p', '--prefix', '--cwd'] },
}
/** Programs that start the rest of their words, with as many words of their own as they take. */
const PREFIXES: Readonly<Record<string, { readonly valued: readonly string[]; readonly own: number }>> = {
  env: { valued: ['-u', '--unset', '-C', '--chdir'], own: 0 },
  nohup: { valued: [], own: 0 },
  setsid: { valued: [], own: 0 },
  nice: { valued: ['-n', '--adjustment'], own: 0 },
  ionice: { valued: ['-c', '-n', '--class', '--classdata'], own: 0 },
  stdbuf: { valued: ['-i', '-o', '-e'], own: 0 },
  tini: { valued: ['-p', '-e'], own: 0 },
  'dumb-init': { valued: ['-r', '--rewrite'], own: 0 },
  timeout: { valued: ['-s', '--signal', '-k', '--kill-after'], own: 1 },
  taskset: { valued: [], own: 1 },
  numactl: { valued: ['-C', '-N', '-m', '-p', '-i', '-l'], own: 0 },
}

/**
 * The command with the Python hook in force: `python [options] X` becomes `python [options] <hook> X`, where `hook` is
 * the path of `assay_guard.py`. Neither PYTHONPATH nor `-I` matter for that, and the program sees the same `sys.argv`
 * and `sys.path`. Looks through `uv run`, `poetry run`, `env` and their like, and through console scripts (`vllm`,
 * `torchrun`) when `scriptOf` can tell their interpreter. Pure.
 */
export function pythonCommand(
  words: readonly string[],
  hook: string,
  scriptOf: ScriptOf = () => undefined,
): PythonCommand {
  const at = programAt(words)
  if (typeof at === 'string') return { hooked: false, words, reason: at }
  const before = words.slice(0, at)
  const [program = '', ...rest] = words.slice(at)
  if (PYTHON.test(nameOf(program))) return hookedPython(before, program, rest, hook)
  // `uv run serve.py`, as uv understands it.
  if (/\.pyw?$/.test(program) && nameOf(words[0]!) === 'uv')
    return { hooked: true, words: [...before, 'python', hook, program, ...rest] }
  const script = scriptOf(program)
  const [interpreter, ...options] = script ?? []
  if (!script || interpreter === undefined || !PYTHON.test(nameOf(interpreter)))
    return { hooked: false, words, reason: `${program} is no Python program that can be looked into` }
  return hookedPython(before, interpreter, [...options, ...rest], hook)
}

function hookedPython(
  before: readonly string[],
  python: string,
  rest: readonly string[],
  hook: string,
): PythonCommand {
  const words = [...before, python, ...rest]
  const options: string[] = []
  let i = 0
  for (; i < rest.length; i++) {
    const word = rest[i]!
    if (ENDS.test(word))
      return { hooked: false, words, reason: `python ${word} runs no program that has a name` }
    if (!word.startsWith('-') || word === '-c' || word === '-m') break
    // `-Ic CODE`, `-um module`, `-mmodule`: letters of options, the last of which takes the rest.
    const cluster = /^-([bBdEiIOPqsSuvx]*)([cm])(.*)$/.exec(word)
    if (cluster) {
      const [, letters = '', which = '', stuck = ''] = cluster
      const own = letters === '' ? [] : [`-${letters}`]
      const what = stuck === '' ? rest.slice(i + 1) : [stuck, ...rest.slice(i + 1)]
      if (what.length === 0) break
      return { hooked: true, words: [...before, python, ...options, ...own, hook, `-${which}`, ...what] }
    }
    options.push(word)
    if (WITH_VALUE.has(word) && i + 1 < rest.length) options.push(rest[++i]!)
  }
  const target = rest.slice(i)
  if (target.length === 0)
    return { hooked: false, words, reason: 'python without a program reads one from its input' }
  if (target[0] === hook || (target[0] === '-m' && target[1] === 'assay_guard'))
    return { hooked: true, words }
  return { hooked: true, words: [...before, python, ...options, hook, ...target] }
}

/** Where the program stands that is really run; why it cannot be told. */
function programAt(words: readonly string[]): number | string {
  let at = 0
  for (let hops = 0; hops < 8 && at < words.length; hops++) {
    const name = nameOf(words[at]!)
    const runner = Object.hasOwn(RUNNERS, name) ? RUNNERS[name] : undefined
    const prefix = Object.hasOwn(PREFIXES, name) ? PREFIXES[name] : undefined
    if (runner) {
      const verb = pastOptions(words, at + 1, runner.valued)
      if (words[verb] !== runner.verb) return `${name} starts no program this way`
      at = pastOptions(words, verb + 1, runner.valued)
      const given = words.slice(verb + 1, at)
      if (name === 'uv' && given.some((word) => /^(?:-m|--module|-s|--script|--gui-script)$/.test(word)))
        return `uv run ${given.find((word) => word.startsWith('-'))} chooses the interpreter itself: uv run python …`
    } else if (prefix) {
      at = pastOptions(words, at + 1, prefix.valued)
      if (name === 'env') while (/^[A-Za-z_]\w*=/.test(words[at] ?? '')) at++
      at += prefix.own
    } else return at
  }
  return at < words.length ? at : 'there is no program in the command'
}

function pastOptions(words: readonly string[], from: number, valued: readonly string[]): number {
  let at = from
  while (at < words.length) {
    const word = words[at]!
    if (word === '--') return at + 1
    if (!word.startsWith('-') || word === '-') return at
    at += valued.includes(word) ? 2 : 1
  }
  return at
}

function nameOf(program: string): string {
  return program.slice(Math.max(program.lastIndexOf('/'), program.lastIndexOf('\\')) + 1)
}
