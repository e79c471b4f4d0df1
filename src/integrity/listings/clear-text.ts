import type { Gathering } from './gathering.ts'
import type { TextLine } from './sums.ts'

const BEGIN = /^-----BEGIN PGP SIGNED MESSAGE-----\s*$/
const SIGNATURE = /^-----BEGIN PGP SIGNATURE-----\s*$/
const END = /^-----END PGP SIGNATURE-----\s*$/

/** The text inside a PGP signature, where there is one. What stands around it nobody signed. */
export function signedText(lines: readonly TextLine[], out: Gathering): readonly TextLine[] {
  const begin = lines.findIndex((l) => BEGIN.test(l.text))
  if (begin < 0) return lines
  out.note('the PGP signature around it was not checked')
  const blank = lines.findIndex((l, i) => i > begin && l.text.trim() === '')
  const signature = lines.findIndex((l, i) => i > begin && SIGNATURE.test(l.text))
  const end = lines.findIndex((l, i) => i > signature && END.test(l.text))
  if (blank < 0 || signature < blank || end < 0) {
    out.gap('a signed text that does not end', lines[begin]!.line)
    return []
  }
  const outside = [...lines.slice(0, begin), ...lines.slice(end + 1)]
  const unsigned = outside.find((l) => /[0-9A-Fa-f]{32}|BEGIN PGP SIGNED/.test(l.text))
  if (unsigned) out.gap('digests outside of the signed text are not read', unsigned.line)
  return lines
    .slice(blank + 1, signature)
    .map(({ text, line }) => ({ text: text.startsWith('- ') ? text.slice(2) : text, line }))
}
