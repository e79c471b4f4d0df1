import { INTERPRETERS } from './command/interpreters.ts'
import { isPath, programName, started, type Launch, type Words } from './command/launch.ts'
import { NPM_RUNNERS } from './command/npm-runners.ts'
import { python, PYTHON_RUNNERS } from './command/python-runners.ts'
import { unwrapped } from './command/wrappers.ts'

const MAX_WRAPPERS = 12
const MAX_WORDS = 2000

/**
 * What the words of one command start, seen through `env`, shells, wrappers and package runners. Undefined when
 * there is no command. Addresses, options and arguments are as written: they may hold secrets.
 */
export function launchOf(words: Words): Launch | undefined {
  return launch(words.slice(0, MAX_WORDS), [], 0)
}

function launch(words: Words, environment: Words, depth: number): Launch | undefined {
  const names = [...environment]
  let i = 0
  for (; i < words.length; i++) {
    const name = /^([A-Za-z_]\w{0,200})=/.exec(words[i]!)?.[1]
    if (name === undefined) break
    names.push(name)
  }
  const [program, ...rest] = words.slice(i)
  if (program === undefined || program === '' || depth > MAX_WRAPPERS) return undefined
  const name = programName(program)
  const inner = unwrapped(name, rest)
  const within = inner && inner.length > 0 ? launch(inner, names, depth + 1) : undefined
  if (within) return within
  const found = runnerOf(name, rest, depth) ?? programOf(program, rest)
  return { ...found, environment: [...names, ...found.environment] }
}

function runnerOf(name: string, rest: Words, depth: number): Launch | undefined {
  const inner = (words: Words): Launch | undefined => launch(words, [], depth + 1)
  if (Object.hasOwn(NPM_RUNNERS, name)) return NPM_RUNNERS[name]!(rest)
  if (Object.hasOwn(PYTHON_RUNNERS, name)) return PYTHON_RUNNERS[name]!(rest, inner)
  if (Object.hasOwn(INTERPRETERS, name)) return INTERPRETERS[name]!(rest)
  return python(name, rest, inner)
}

function programOf(program: string, rest: Words): Launch {
  const start = started(programName(program), [], rest)
  if (isPath(program)) return { ...start, kind: 'script', path: program }
  return { ...start, kind: 'program', program: programName(program) }
}
