import { pipRows, type PipRow } from '../../packages/pypi/pip-requirements/as-pip.ts'
import { decodeJsonText } from '../../text/python-json.ts'
import { plural } from '../../text/sizes.ts'
import { visible, visibleJson } from '../../text/visible.ts'
import type { Invocation } from '../command.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { documentBytes } from '../sbom/document-text.ts'

/** `assay packages requirements FILE`: what pip would read in it, one row a requirement. */
export async function run({ args, options, io }: Invocation): Promise<ExitCode> {
  const [path = ''] = args
  const rows = [...pipRows(decodeJsonText(documentBytes(path, io)), () => io.signal.throwIfAborted())]
  await io.print(options['format'] === 'json' ? visibleJson(rows) : table(rows))
  return EXIT.allowed
}

function table(rows: readonly PipRow[]): string {
  const lines = rows.map((row) => (row[0] === '!ERR' ? `? ${visible(row[1] as string)}` : line(row as Named)))
  const unnamed = rows.filter(([name]) => name === '!ERR').length
  const note = unnamed > 0 ? `, ${unnamed} without a name (?)` : ''
  return `${[...lines, `${plural(rows.length, 'requirement')}${note}`].join('\n')}\n`
}

type Named = Extract<PipRow, { readonly length: 5 }>

function line([name, extras, specifiers, marker, url]: Named): string {
  const asked = extras.length > 0 ? `${name}[${extras.join(',')}]` : name
  const where = url === null ? specifiers : ` @ ${url}`
  return visible(`${asked}${where}${marker === null ? '' : ` ; ${marker}`}`)
}
