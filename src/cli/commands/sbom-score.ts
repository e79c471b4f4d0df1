import { asFields } from '../../sbom/cyclonedx/json-view.ts'
import { parseDocument, readDocument } from '../../sbom/read-document.ts'
import { scoreBom, type BomScore } from '../../sbom/score/score.ts'
import { scoreTable } from '../../sbom/score/table.ts'
import { visibleJson } from '../../text/visible.ts'
import type { Invocation } from '../command.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { documentText } from '../sbom/document-text.ts'

/** `assay sbom score FILE`: how complete a document is, by three measures. A low score is no failure. */
export async function run({ args, options, io }: Invocation): Promise<ExitCode> {
  const [path = ''] = args
  const score = await scoreOf(documentText(path, io), path)
  if (options['format'] === 'json') await io.print(visibleJson({ schema: 'assay/sbom-score/1', ...score }))
  else await io.print(scoreTable(score, { shown: path, verbose: options['verbose'] === true }))
  return EXIT.allowed
}

async function scoreOf(text: string, shown: string): Promise<BomScore> {
  const { kind, document } = parseDocument(text, shown)
  const bom = await readDocument(text, shown)
  const fields = asFields(document) ?? {}
  const cyclonedx =
    kind === 'cyclonedx'
      ? fields
      : // As it would be written, so that there is nothing that JSON does not have.
        (asFields(
          JSON.parse(JSON.stringify((await import('../../sbom/cyclonedx/write.ts')).cycloneDxDocument(bom))),
        ) ?? {})
  return scoreBom({ kind, document: fields, cyclonedx, inventory: bom.inventory })
}
