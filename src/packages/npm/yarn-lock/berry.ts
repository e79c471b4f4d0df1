import { membersOf, textOf, type YamlNode } from '../../../text/block-yaml.ts'
import type { Skipped } from '../../skipped.ts'
import type { YarnBlock } from './block.ts'

/** Since version 2: YAML. Its checksums are of archives that yarn packs itself, never of what a registry serves. */
export function readBerry(root: YamlNode): {
  readonly blocks: readonly YarnBlock[]
  readonly skipped: readonly Skipped[]
} {
  const blocks: YarnBlock[] = []
  const skipped: Skipped[] = []
  for (const [header, node] of membersOf(root)) {
    if (header === '__metadata') continue
    const m = membersOf(node)
    const resolution = textOf(m.get('resolution'))
    if (resolution === undefined) {
      skipped.push({ line: node.line, detail: 'a package without a resolution' })
      continue
    }
    const version = textOf(m.get('version'))
    const optional = new Set(
      [...membersOf(m.get('dependenciesMeta'))].flatMap(([name, meta]) =>
        textOf(membersOf(meta).get('optional')) === 'true' ? [name] : [],
      ),
    )
    blocks.push({
      descriptors: header.split(', '),
      ...(version && { version }),
      resolved: resolution,
      needs: [...membersOf(m.get('dependencies'))].map(([name, range]) => ({
        name,
        range: textOf(range) ?? '',
        optional: optional.has(name),
      })),
      workspace: /@workspace:/.test(resolution),
      line: node.line,
    })
  }
  return { blocks, skipped }
}
