import type { Act } from '../../artifacts/python/facts.ts'

/** Python code that a command hands to another interpreter: `[sys.executable, '-c', code]`. */
export function codeHandedOn(act: Act): string | undefined {
  if (act.does !== 'command') return undefined
  const { argv } = act
  if (argv && PYTHON.test(argv[0] ?? '')) {
    const flag = argv.findIndex((word) => /^-\w*c$/.test(word))
    const code = flag < 0 ? undefined : argv[flag + 1]
    return code === undefined || code === '?' ? undefined : code
  }
  const line = act.texts.find((text) => /\bpython[\d.]*\s+(?:-\w+\s+)*-c\s/.test(text))
  return line === undefined ? undefined : /\s-c\s+(["'])([^]*)\1/.exec(line)?.[2]
}

const PYTHON = /^(?:.*[\\/])?python[\d.]*w?(?:\.exe)?$/
