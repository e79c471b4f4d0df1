import type { Sample } from '../../model/entry.ts'
import type { Gap } from '../../model/finding.ts'
import type { Format } from '../../model/format.ts'
import type { Rule } from '../../model/rule.ts'
import type { ContentFacts } from './facts.ts'
import { mislabelled } from './rules/mislabelled.ts'
import { polyglot } from './rules/polyglot.ts'

export const contentRules: readonly Rule<ContentFacts>[] = [mislabelled, polyglot]

/** Names that all kinds of files bear: they promise nothing. */
const GENERIC = new Set([
  '',
  '.bin',
  '.dat',
  '.data',
  '.model',
  '.json',
  '.txt',
  '.pb',
  '.meta',
  '.index',
  '.msgpack',
  '.xml',
  '.yaml',
  '.yml',
])

export function contentFacts(
  { path, name, size, text }: Sample,
  read: readonly Format<unknown>[],
  all: readonly Format<unknown>[],
): ContentFacts {
  const dot = name.lastIndexOf('.')
  const extension = dot > 0 ? name.slice(dot) : ''
  const owners = GENERIC.has(extension) ? [] : all.filter((f) => f.extensions.includes(extension))
  return {
    path,
    name,
    size,
    extension,
    isText: text !== undefined,
    formats: read.map((f) => f.id),
    titles: read.map((f) => f.title),
    runsCode: read.some((f) => f.onLoad === 'code'),
    expected: owners.map(({ id, title, onLoad }) => ({ id, title, onLoad })),
  }
}

/** `array.npy.z!array.npy`: old joblib compresses the numbers alone, under the name of the whole. */
const DECOMPRESSED = /(?:^|[/!])([^/!]+)\.(?:z|gz|bz2|xz|lzma|lz4|zst)!\1$/i

/**
 * A name that belongs to one kind of file, on bytes that no reader takes: nobody knows what a loader would do with it.
 * Text is no such file: extensions of models have other owners too, `.pth` Python and `.pt` Portuguese.
 */
export function unreadableGap({
  path,
  size,
  formats,
  expected,
  extension,
  isText,
}: ContentFacts): Gap | undefined {
  if (formats.length > 0 || expected.length === 0 || size === 0 || isText || DECOMPRESSED.test(path))
    return undefined
  const titles = [...new Set(expected.map((e) => e.title))].join(' or ')
  return {
    at: { path },
    reason: 'unsupported',
    detail: `is named ${extension} (${titles}), but its bytes are nothing that can be read`,
  }
}
