import type { Sample } from '../../model/entry.ts'
import type { Claim, Format } from '../../model/format.ts'
import { overLimit, ReadError } from '../../model/read-error.ts'
import type { PythonFacts } from './facts.ts'
import { nestsTooDeep } from '../../syntax/python/nesting.ts'
import { parsePython, pythonGrammar } from '../../syntax/python/parser.ts'
import { review } from './review.ts'
import { command } from './rules/command.ts'
import { destruction } from './rules/destruction.ts'
import { disguise } from './rules/disguise.ts'
import { dynamicCode } from './rules/dynamic-code.ts'
import { exfiltration } from './rules/exfiltration.ts'
import { importHook } from './rules/import-hook.ts'
import { nativeCode } from './rules/native-code.ts'
import { network } from './rules/network.ts'
import { persistence } from './rules/persistence.ts'
import { remoteControl } from './rules/remote-control.ts'
import { smuggledExecution } from './rules/smuggled-execution.ts'
import { spying } from './rules/spying.ts'
import { decodedSource, withoutLongRuns } from './text.ts'

const MAX_SOURCE = 2 * 1024 * 1024
/** Cells run when someone runs them, not when the notebook is opened. */
const IN_NOTEBOOK = /\.ipynb!cells\.py$/i

export const python: Format<PythonFacts> = {
  id: 'python',
  title: 'Python source',
  extensions: ['.py', '.pyi', '.pyw'],
  onLoad: 'code',
  preparation: pythonGrammar,
  rules: [
    smuggledExecution,
    remoteControl,
    exfiltration,
    nativeCode,
    command,
    persistence,
    destruction,
    spying,
    disguise,
    network,
    importHook,
    dynamicCode,
  ],
  claims,
  *read({ path, bytes }, ctx) {
    if (bytes.size > ctx.limits.structureBytes) throw overLimit(`a source text of ${bytes.size} bytes`)
    const raw = bytes
      .read(0, bytes.size)
      .toString('utf8')
      .replace(/^\ufeff/, '')
    const source = decodedSource(raw.length > MAX_SOURCE ? withoutLongRuns(raw) : raw)
    if (source.length > MAX_SOURCE) throw overLimit(`a source text of ${source.length} characters`)
    if (nestsTooDeep(source)) throw overLimit('brackets nested deeper than Python reads')
    const tree = parsePython(source, ctx)
    if (!tree) throw new ReadError('unsupported', 'the Python grammar is not loaded')
    const { facts, complete } = review(source, tree, ctx, IN_NOTEBOOK.test(path))
    yield { kind: 'facts', facts }
    if (!complete) throw overLimit('the source takes more steps to follow than are allowed')
  },
}

/** Names of weights. `site` runs the lines of a `.pth` that begin with `import`, whatever else stands there. */
const WEIGHTS =
  /\.(?:pth|pt|pkl|pickle|bin|ckpt|h5|hdf5|onnx|joblib|npy|npz|safetensors|gguf|model|pb|tflite|keras)$/
const STATEMENT =
  /^(?:\s|#[^\n]*\n|"""[^"]*""")*(?:import [A-Za-z_]|from [A-Za-z_.][\w.]* import\b|(?:exec|eval|__import__|compile)\()/

/** Python has no signature: its own names and an interpreter line are what makes it run, or being no weights. */
function claims({ name, head, text }: Sample): Claim {
  if (WEIGHTS.test(name) && text !== undefined && STATEMENT.test(text)) return 'yes'
  const named = /\.(?:py|pyi|pyw)$/.test(name)
  const called = head[0] === 0x23 && /^#![^\n]{0,120}\bpython[\d.]*\b/.test(head.toString('latin1', 0, 200))
  return (named || called) && !head.includes(0) ? 'yes' : 'no'
}
