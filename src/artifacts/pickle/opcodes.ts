const OPCODES = new Uint8Array(256)
for (const char of '(.012FIJKLMNPQRSTUVXabcdeghijlopqrstu]})GB') OPCODES[char.charCodeAt(0)] = 1
for (let code = 0x80; code <= 0x98; code++) OPCODES[code] = 1
OPCODES[0x43] = 1 // SHORT_BINBYTES

/** One of the 68 opcodes of protocols 0 to 5. */
export function isOpcode(byte: number): boolean {
  return OPCODES[byte] === 1
}
