const START = /^# \/\/\/ script\s*$/
const END = /^# \/\/\/\s*$/

/**
 * The TOML between `# /// script` and `# ///`, on the lines on which it stands in the source. Undefined when there
 * is none, or more than one: then installers refuse the script.
 */
export function scriptBlock(source: string): string | undefined {
  const out: string[] = []
  let found: string | undefined
  let open = false
  for (const line of source.split(/\r\n|[\n\r]/)) {
    const comment = line === '#' || line.startsWith('# ')
    if (!open && START.test(line)) {
      if (found !== undefined) return undefined
      open = true
      out.push('')
    } else if (open && END.test(line)) {
      found = out.join('\n')
      open = false
    } else {
      open &&= comment
      out.push(open ? line.slice(2) : '')
    }
  }
  return found
}
