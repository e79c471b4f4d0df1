const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u
const COMBINING = /\p{Mark}/u

/** Columns that a terminal gives the text. */
export function columns(text: string): number {
  let width = 0
  for (const c of text) width += c < '\u0300' ? 1 : COMBINING.test(c) ? 0 : WIDE.test(c) ? 2 : 1
  return width
}

/** Lines of at most `width` columns, broken at spaces; a word that is too long is broken inside. */
export function wrap(text: string, width: number): string[] {
  const room = Math.max(8, width)
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const joined = line === '' ? word : `${line} ${word}`
    if (columns(joined) <= room) {
      line = joined
      continue
    }
    if (line !== '') lines.push(line)
    const pieces = broken(word, room)
    lines.push(...pieces.slice(0, -1))
    line = pieces.at(-1) ?? ''
  }
  if (line !== '' || lines.length === 0) lines.push(line)
  return lines
}

function broken(word: string, room: number): string[] {
  const pieces: string[] = []
  let piece = ''
  let width = 0
  for (const c of word) {
    const w = columns(c)
    if (width + w > room) {
      pieces.push(piece)
      piece = ''
      width = 0
    }
    piece += c
    width += w
  }
  pieces.push(piece)
  return pieces
}
