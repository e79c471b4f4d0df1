/** What is left of a page: what a person sees, in its blocks. */
export interface PageNode {
  /** Lower-case name of the element. */
  readonly tag: string
  readonly line: number
  readonly children: (PageNode | PageText)[]
  /** Where a link leads. */
  readonly href?: string
  readonly spans?: { readonly columns: number; readonly rows: number }
}

export interface PageText {
  readonly text: string
  readonly line: number
}

export function isText(node: PageNode | PageText): node is PageText {
  return 'text' in node
}

/** All visible text, blocks and line breaks as new lines. */
export function textOf(node: PageNode | PageText): string {
  if (isText(node)) return node.text
  if (node.tag === 'br') return '\n'
  const inner = node.children.map(textOf).join('')
  return isBlock(node.tag) ? `\n${inner}\n` : inner
}

const INLINE: ReadonlySet<string> = new Set(
  'a abbr acronym b bdi bdo big br button cite clipboard-copy code data del dfn em font i input ins kbd label mark nobr output q relative-time s samp slot small span strike strong sub sup time tt u var wbr x-time'.split(
    ' ',
  ),
)

/** Elements that nobody defined stand in the text like a `span`, unless they hold blocks. */
export function isBlock(tag: string): boolean {
  return !INLINE.has(tag)
}
