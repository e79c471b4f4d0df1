import type { InventoryDiff } from '../../sbom/diff/change.ts'
import { diffInventories } from '../../sbom/diff/diff.ts'
import { diffMarkdown } from '../../sbom/diff/markdown.ts'
import { diffTable } from '../../sbom/diff/table.ts'
import { readDocument } from '../../sbom/read-document.ts'
import { visibleJson } from '../../text/visible.ts'
import type { Invocation } from '../command.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { documentText } from '../sbom/document-text.ts'

/** `assay sbom diff OLD NEW`: what changed between two documents of either kind. */
export async function run({ args, options, io }: Invocation): Promise<ExitCode> {
  const [before = '', after = ''] = args
  const old = await readDocument(documentText(before, io), before)
  const now = await readDocument(documentText(after, io), after)
  const diff = diffInventories(old.inventory, now.inventory)
  await io.print(render(diff, String(options['format'] ?? 'table'), options['verbose'] === true))
  return fails(diff, options['failOn']) ? EXIT.denied : EXIT.allowed
}

function render(diff: InventoryDiff, format: string, verbose: boolean): string {
  switch (format) {
    case 'json':
      return visibleJson({ schema: 'assay/sbom-diff/1', ...diff })
    case 'markdown':
      return diffMarkdown(diff)
    default:
      return diffTable(diff, { verbose })
  }
}

function fails({ changes, newGaps }: InventoryDiff, failOn: unknown): boolean {
  if (failOn === 'any') return changes.length > 0 || newGaps.length > 0
  if (failOn === 'security') return changes.some((c) => c.security.length > 0)
  return false
}
