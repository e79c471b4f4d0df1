/** What a piece of Python would do, as far as its text shows. Nothing is run. */
export interface CodeTraits {
  /** Worst first, in the present tense: `starts a process`. */
  readonly does: readonly string[]
  /** Whether any of it is nothing that a start-up line of an honest package needs. */
  readonly suspicious: boolean
}

const TRAITS: readonly (readonly [does: string, pattern: RegExp])[] = [
  [
    'starts a process',
    /\bsubprocess\b|\bPopen\b|\bos\s*\.\s*(?:system|popen|exec[lv]p?e?|spawn\w*|posix_spawnp?|fork|startfile)\b|\bpty\s*\.\s*spawn\b|\bmultiprocessing\b/,
  ],
  [
    'reaches for the network',
    /\b(?:socket|urllib\d?|urlopen|urlretrieve|requests|httpx|aiohttp|ftplib|smtplib|telnetlib|paramiko)\b|\bhttp\s*\.\s*client\b|\bhttps?:\/\//,
  ],
  [
    'decodes hidden text',
    /\bbase64\b|\b(?:b16|b32|b64|b85|a85)decode\b|\bunhexlify\b|\bfromhex\b|\bcodecs\b|\brot_?13\b|\b(?:zlib|bz2|lzma|gzip)\s*\.\s*(?:decompress|open)\b|\bmarshal\b|\bpickle\b|\b__import__\s*\(\s*['"](?:zlib|bz2|lzma|base64|marshal|pickle|binascii)['"]/,
  ],
  [
    'runs text that is not there to read',
    /\beval\s*\(|\bexec\s*\(\s*(?!\s*[rbuRBU]{0,2}['"])|\bcompile\s*\(\s*(?![rbuRBU]{0,2}['"])/,
  ],
  [
    'hides what it calls',
    /\bgetattr\s*\(\s*(?:__import__|__builtins__|builtins)|\b__builtins__\b|\bchr\s*\(\s*\d|(?:\\x[0-9a-fA-F]{2}){4}|\['__?(?:import|globals|builtins)/,
  ],
  ['calls native code', /\bctypes\b|\bcffi\b/],
  [
    'writes or removes files',
    /\bopen\s*\([^)]{0,200}['"][rbt+]{0,2}[wax][bt+]{0,2}['"]|\bwrite_(?:text|bytes)\b|\bshutil\s*\.\s*(?:rmtree|move|copy\w*)\b|\bos\s*\.\s*(?:remove|unlink|rename|replace|chmod)\b/,
  ],
  [
    'looks for credentials',
    /\.(?:ssh|aws|netrc|pypirc|kube|docker|npmrc|git-credentials)\b|\bid_(?:rsa|ed25519)\b|\benviron\b[^;]{0,40}(?:TOKEN|SECRET|PASSWORD|API_?KEY)|\bos\s*\.\s*environ\s*\.\s*(?:items|copy)\b|\bdict\s*\(\s*os\s*\.\s*environ\s*\)/,
  ],
]

const MAX_TEXT = 64 * 1024

/** Looks only at so much text: what is longer is judged by its length, too. */
export function codeTraits(text: string): CodeTraits {
  const looked = text.length > MAX_TEXT ? text.slice(0, MAX_TEXT) : text
  const does = TRAITS.filter(([, pattern]) => pattern.test(looked)).map(([what]) => what)
  return { does, suspicious: does.length > 0 }
}

/** Modules that a line imports by name, whatever else it does. */
export function importedModules(line: string): readonly string[] {
  const modules = new Set<string>()
  const code = line.slice(0, 8192)
  for (const match of code.matchAll(
    /(?:^|[;\n:]|\\n)\s{0,20}(?:import|from)\s{1,20}([\w.]{1,200}(?:\s{0,9},\s{0,9}[\w.]{1,200}){0,20})/g,
  ))
    for (const name of match[1]!.split(',')) modules.add(name.trim())
  for (const match of code.matchAll(/\b(?:__import__|import_module)\s{0,9}\(\s{0,9}['"]([\w.]{1,200})['"]/g))
    modules.add(match[1]!)
  return [...modules]
}
