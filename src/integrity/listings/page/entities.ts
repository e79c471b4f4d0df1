const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
  shy: '',
  zwnj: '',
  zwj: '',
  lrm: '',
  rlm: '',
  hyphen: '-',
  dash: '-',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  mldr: '…',
  nldr: '..',
  bull: '•',
  middot: '·',
  colon: ':',
  equals: '=',
  period: '.',
  comma: ',',
  sol: '/',
  bsol: '\\',
  lowbar: '_',
  UnderBar: '_',
  ast: '*',
  midast: '*',
  lpar: '(',
  rpar: ')',
  num: '#',
  percnt: '%',
  plus: '+',
  commat: '@',
  grave: '`',
  vert: '|',
  Tab: '\t',
  NewLine: '\n',
  copy: '©',
  reg: '®',
  trade: '™',
  check: '✓',
}
/** Numbers that browsers take as Windows-1252: of these only those that stand beside digests. */
const WINDOWS: Readonly<Record<number, string>> = {
  0x85: '…',
  0x91: '‘',
  0x92: '’',
  0x93: '“',
  0x94: '”',
  0x96: '–',
  0x97: '—',
}

/** Character references as a browser shows them. Names that are not known here stay as they are. */
export function unescapeEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replaceAll(
    /&(?:#[xX]([0-9A-Fa-f]{1,8})|#(\d{1,9})|([A-Za-z][A-Za-z0-9]{1,10}));?/g,
    (all: string, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return Object.hasOwn(NAMED, name) ? NAMED[name]! : all
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
      if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) return '\ufffd'
      return WINDOWS[code] ?? String.fromCodePoint(code)
    },
  )
}
