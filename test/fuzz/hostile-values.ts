import type { Random } from './random.ts'

/** What no reader of text expects where a name, a version or an address belongs. */
const SCALARS: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1e308,
  2 ** 53,
  0.1,
  '',
  ' ',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'null',
  '~',
  '*',
  '@',
  '/',
  '//',
  ':',
  '://',
  'https://',
  'https://[',
  'https://user:pass@/',
  'git+ssh://git@',
  'file:///etc/passwd',
  '../../../etc/passwd',
  'pkg:',
  'pkg:pypi/%zz@%',
  '%00%ff%',
  '>=1,<0;python_version<"',
  '===',
  '1979-05-27T07:32:00Z',
  '9999-99-99',
  'NaN',
  '${VAR:-${X}}',
  '{{ x | default("y") }}',
  '$(id)',
  '\0',
  '\u2028',
  '\u202e',
  '\ud800',
  '\ufeff',
  'ı'.repeat(3),
  'sha256:',
  'sha256:zz',
  'sha256-',
  '🤗/🤗',
  [],
  {},
  [[]],
  [null],
  [{}],
  { '': '' },
]

/** Rare, for they cost time. */
const LONG: readonly string[] = [
  'A',
  '/',
  '-',
  ' ',
  '(',
  '[',
  '${',
  '@a',
  'a.',
  'a=',
  '1.',
  '\\',
  '"',
  '%41',
  'é',
]

export function hostileValue(random: Random): unknown {
  return random(24) === 0 ? hostileText(random) : SCALARS[random(SCALARS.length)]
}

export function hostileText(random: Random): string {
  return LONG[random(LONG.length)]!.repeat(random(16) === 0 ? 100_000 : [100, 1000, 5000, 10_000][random(4)]!)
}

const KEYS = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'length',
  '',
  '<<',
  'name',
  'version',
  'then',
]

export function hostileKey(random: Random): string {
  return KEYS[random(KEYS.length)]!
}
