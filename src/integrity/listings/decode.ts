/** Bytes as text, whatever encoding editors and shells gave them: UTF-8 or UTF-16, with or without a mark. */
export function decode(content: Uint8Array | string): string {
  if (typeof content === 'string') return content.charCodeAt(0) === 0xfeff ? content.slice(1) : content
  return new TextDecoder(encodingOf(content)).decode(content)
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const head = bytes.subarray(0, 512)
  // Without a mark, text in Latin letters has a zero in every other byte.
  const zeros = [0, 1].map((start) => head.filter((byte, i) => i % 2 === start && byte === 0).length)
  if (head.length >= 8 && zeros[1]! * 4 > head.length) return 'utf-16le'
  return head.length >= 8 && zeros[0]! * 4 > head.length ? 'utf-16be' : 'utf-8'
}
