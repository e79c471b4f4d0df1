import type { Problem } from '../../sbom/validation/problem.ts'
import { parseDocument } from '../../sbom/read-document.ts'
import { plural } from '../../text/sizes.ts'
import { visible, visibleJson } from '../../text/visible.ts'
import type { Invocation } from '../command.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { documentText } from '../sbom/document-text.ts'

/** `assay sbom validate FILE`: the official schema, and what no schema can say. */
export async function run({ args, options, io }: Invocation): Promise<ExitCode> {
  const [path = ''] = args
  const { kind, document } = parseDocument(documentText(path, io), path)
  const { schema } = options
  const official = typeof schema === 'string' ? parsed(documentText(schema, io)) : undefined
  const problems =
    kind === 'cyclonedx'
      ? (await import('../../sbom/cyclonedx/validate.ts')).validateCycloneDx(document, official)
      : await (await import('../../sbom/spdx/validate.ts')).validateSpdx(document, official)
  const errors = problems.filter((p) => p.severity === 'error')
  if (options['format'] === 'json')
    await io.print(
      visibleJson({ schema: 'assay/sbom-validation/1', kind, valid: errors.length === 0, problems }),
    )
  else await io.print(table(path, kind, problems, kind === 'spdx' && official === undefined))
  return errors.length > 0 ? EXIT.denied : EXIT.allowed
}

function parsed(text: string): object {
  const schema: unknown = JSON.parse(text)
  return typeof schema === 'object' && schema !== null ? schema : {}
}

function table(path: string, kind: string, problems: readonly Problem[], withoutSchema: boolean): string {
  const lines = problems.map(
    (p) => `${p.severity.padEnd(7)}  ${visible(p.path) || '/'}\n         ${visible(p.message)} (${p.rule})`,
  )
  const errors = problems.filter((p) => p.severity === 'error').length
  const verdict = errors === 0 ? 'valid' : 'not valid'
  const note = withoutSchema ? '; checked by rules, --schema checks it by its JSON Schema as well' : ''
  const counts = `${plural(errors, 'error')}, ${plural(problems.length - errors, 'warning')}`
  return `${[...lines, `${visible(path)}: ${verdict} ${kind}: ${counts}${note}`].join('\n')}\n`
}
