import { memoryBytes } from '../../bytes/bytes.ts'
import { isArray, member, parseJson, type JsonValue } from '../../bytes/json.ts'
import type { Sample } from '../../model/entry.ts'
import type { Claim, Format, Observation } from '../../model/format.ts'
import { memberPath } from '../../model/location.ts'
import { malformed, overLimit } from '../../model/read-error.ts'
import { readCells } from './cells.ts'
import type { NotebookFacts } from './facts.ts'
import { activeOutput } from './rules/active-output.ts'

export const notebook: Format<NotebookFacts> = {
  id: 'notebook',
  title: 'Jupyter notebook',
  extensions: ['.ipynb'],
  onLoad: 'code',
  rules: [activeOutput],
  inventory: true,
  claims,
  *read({ path, bytes }, ctx) {
    if (bytes.size > ctx.limits.structureBytes) throw overLimit(`a notebook of ${bytes.size} bytes`)
    const { root } = parseJson(bytes.read(0, bytes.size).toString('utf8'), () => ctx.checkpoint())
    if (!isArray(member(root, 'cells')?.value) && !isArray(member(root, 'worksheets')?.value))
      throw malformed('a notebook without cells')
    const { python, shell, count, pages } = readCells(root)
    yield { kind: 'facts', facts: { codeCells: count, pages } }
    if (python && isPython(root)) yield childText(path, 'cells.py', python, 'python')
    if (shell) yield childText(path, 'cells.sh', shell, 'script')
  },
}

function claims({ head, tail }: Sample): Claim {
  const start = head
    .toString('latin1', 0, 200)
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart()
  if (!start.startsWith('{')) return 'no'
  const ends = `${head.toString('latin1')}\n${tail.toString('latin1')}`
  if (!/"(?:cells|worksheets)"\s*:/.test(ends)) return 'no'
  if (/"nbformat"\s*:\s*\d/.test(ends)) return 'yes'
  // The version stands at the end: a notebook that was cut off has none.
  return /"cell_type"\s*:\s*"(?:code|markdown|raw)"/.test(ends) ? 'yes' : 'no'
}

function isPython(root: JsonValue): boolean {
  const metadata = member(root, 'metadata')?.value
  const language =
    member(member(metadata, 'language_info')?.value, 'name')?.value ??
    member(member(metadata, 'kernelspec')?.value, 'language')?.value
  return typeof language !== 'string' || /python|sage/i.test(language)
}

function childText(path: string, name: string, text: string, reader: string): Observation<NotebookFacts> {
  const bytes = memoryBytes(Buffer.from(text))
  return {
    kind: 'child',
    entry: { path: memberPath(path, name), size: bytes.size, open: () => bytes },
    as: [reader],
  }
}
