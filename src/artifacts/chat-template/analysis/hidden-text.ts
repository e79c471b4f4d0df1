import type { HiddenText } from '../facts.ts'

/** Characters that change what a reader sees and not what a model reads, or the other way round. */
const CLASSES: readonly (readonly [HiddenText['kind'], RegExp])[] = [
  ['direction', /[\u202a-\u202e\u2066-\u2069\u061c\u200e\u200f]/gu],
  ['tag', /[\u{e0000}-\u{e007f}]/gu],
  [
    'invisible',
    /[\u200b\u2060-\u2064\ufeff]|\u180e|\u115f|\u1160|\u3164|\uffa0|[\u{e0100}-\u{e01ef}]|(?<![\p{L}\p{M}\p{Extended_Pictographic}\ufe0f])[\u200c\u200d]/gu,
  ],
]

export function findHiddenText(source: string): HiddenText[] {
  // A byte order mark at the start belongs to the file.
  const text = source.startsWith('\ufeff') ? ` ${source.slice(1)}` : source
  return CLASSES.flatMap(([kind, pattern]) => {
    const matches = [...text.matchAll(pattern)]
    const [first] = matches
    if (!first) return []
    const line = text.slice(0, first.index).split('\n').length
    const decoded = kind === 'tag' ? decodeTags(matches.map((m) => m[0])) : undefined
    return [{ kind, count: matches.length, line, ...(decoded !== undefined && { decoded }) }]
  })
}

function decodeTags(characters: readonly string[]): string {
  const codes = characters.slice(0, 200).map((c) => c.codePointAt(0)! - 0xe0000)
  return codes
    .filter((code) => code >= 0x20 && code < 0x7f)
    .map((code) => String.fromCharCode(code))
    .join('')
}
