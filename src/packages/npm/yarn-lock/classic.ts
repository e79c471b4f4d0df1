import type { Skipped } from '../../skipped.ts'
import type { YarnBlock } from './block.ts'

type Part = 'version' | 'resolved' | 'integrity'

interface Open {
  readonly descriptors: readonly string[]
  readonly parts: Partial<Record<Part, string>>
  readonly needs: { name: string; range: string; optional: boolean }[]
  readonly line: number
}

/** Version 1: headers at the left, two blanks before what they are, four before what they need. */
export function readBlocks(
  text: string,
  checkpoint: () => void,
): { readonly blocks: readonly YarnBlock[]; readonly skipped: readonly Skipped[] } {
  const blocks: YarnBlock[] = []
  const skipped: Skipped[] = []
  let open: Open | undefined
  let section = ''
  const close = (): void => {
    if (open)
      blocks.push({
        descriptors: open.descriptors,
        ...open.parts,
        needs: open.needs,
        workspace: false,
        line: open.line,
      })
    open = undefined
  }
  for (const [i, raw] of text.split('\n').entries()) {
    if ((i & 1023) === 0) checkpoint()
    const line = i + 1
    const content = raw.trimEnd()
    if (content === '' || content.trimStart().startsWith('#')) continue
    const indent = content.length - content.trimStart().length
    const rest = content.trimStart()
    if (indent === 0) {
      close()
      section = ''
      const descriptors = rest.endsWith(':') ? splitHeader(rest.slice(0, -1)) : []
      if (descriptors.length > 0) open = { descriptors, parts: {}, needs: [], line }
      else skipped.push({ line, detail: 'a line that opens no package' })
      continue
    }
    if (!open) {
      skipped.push({ line, detail: 'a line that belongs to no package' })
      continue
    }
    if (indent === 2) {
      section = rest.endsWith(':') ? rest.slice(0, -1) : ''
      const pair = section === '' ? splitPair(rest) : undefined
      if (pair && (pair.key === 'version' || pair.key === 'resolved' || pair.key === 'integrity'))
        open.parts[pair.key] = pair.value
      continue
    }
    const pair =
      section === 'dependencies' || section === 'optionalDependencies' ? splitPair(rest) : undefined
    if (pair) open.needs.push({ name: pair.key, range: pair.value, optional: section !== 'dependencies' })
  }
  close()
  return { blocks, skipped }
}

/** Commas inside of quotes belong to a range. */
function splitHeader(text: string): string[] {
  return Array.from(text.matchAll(/"([^"]*)"|([^",\s][^",]*)/g), (m) => (m[1] ?? m[2] ?? '').trim()).filter(
    Boolean,
  )
}

function splitPair(text: string): { key: string; value: string } | undefined {
  const match = /^(?:"([^"]*)"|(\S+)) +(?:"([^"]*)"|(\S.*))$/.exec(text)
  return match ? { key: match[1] ?? match[2] ?? '', value: match[3] ?? match[4] ?? '' } : undefined
}
