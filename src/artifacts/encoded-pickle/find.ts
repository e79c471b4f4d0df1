export interface Encoded {
  /** Character of the text at which it begins. */
  readonly at: number
  readonly pickle: Buffer
}

/** JSON may write a slash and the line ends of MIME with backslashes. */
const BASE64 = /(?<![\w+/=-])gA[I-X](?:[\w+/=-]|\\[nr/]|\r?\n){20,}/g
const HEX = /(?<![\w+/=-])80(?:0[2-5])(?:[0-9a-f]{2}){14,}(?![\w+/=-])/gi

/** Digits that decode to a protocol header in front and STOP at the end, which chance does not write. */
export function* encodedPickles(text: string): Generator<Encoded> {
  for (const { 0: run, index } of text.matchAll(BASE64)) {
    const joined = run.replaceAll(/\\[nr]|[\r\n]/g, '').replaceAll('\\/', '/')
    // In plain text, what stands on the next line may be another word.
    const lines = run.split(/\\[nr]|[\r\n]/)
    const pickle = [joined, lines[0] ?? ''].map((digits) => Buffer.from(digits, 'base64')).find(isPickle)
    if (pickle) yield { at: index, pickle }
  }
  for (const { 0: run, index } of text.matchAll(HEX)) {
    const pickle = Buffer.from(run, 'hex')
    if (isPickle(pickle)) yield { at: index, pickle }
  }
}

function isPickle(bytes: Buffer): boolean {
  const version = bytes[1] ?? 0
  return bytes.length > 8 && bytes[0] === 0x80 && version >= 2 && version <= 5 && bytes.at(-1) === 0x2e
}
