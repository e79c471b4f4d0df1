/** First bytes, in hex, of content which some loader or system runs or unpacks. */
const MAGICS: readonly (readonly [RegExp, string])[] = [
  [/^7f454c46(?:01|02)(?:01|02)01/, 'an ELF program'],
  [/^4d5a.{112}/, 'a Windows program'],
  [/^(?:feedfa(?:ce|cf)|(?:ce|cf)faedfe)/, 'a Mach-O program'],
  [/^cafebabe0000/, 'a Mach-O or Java program'],
  [/^2321(?:20)?2f[67]/, 'a script'],
  [/^504b(?:0304|0506)/, 'a zip archive'],
  // PROTO, then an opcode with which picklers and forgers begin.
  [/^80(?:02|03|04|05)(?:95|7d|5d|29|28|63|8c|58|55|4b)/, 'a pickle'],
  [/^1f8b08/, 'a gzip stream'],
  [/^425a683[1-9]314159265359/, 'a bzip2 stream'],
  [/^fd377a585a00/, 'an xz stream'],
  [/^377abcaf271c/, 'a 7z archive'],
  [/^934e554d5059/, 'a numpy array'],
  [/^47475546(?:0[1-3]000000|0000000[1-3])/, 'a GGUF model'],
]

/** Names content by its magic, past leading zero bytes: padding before a payload hides nothing. */
export function recogniseMagic(bytes: Buffer): string | undefined {
  let start = 0
  while (bytes[start] === 0) start++
  const head = bytes.toString('hex', start, start + 64)
  return MAGICS.find(([magic]) => magic.test(head))?.[1]
}
