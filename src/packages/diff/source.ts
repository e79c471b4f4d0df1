import type { PackageSource } from '../package-set.ts'

/** A source as one text, so that two of them can be compared and shown. */
export function sourceText(source: PackageSource): string {
  switch (source.kind) {
    case 'registry':
      return source.url ?? source.name ?? 'the configured index'
    case 'git':
      return `${source.system ?? 'git'}+${source.url}${source.commit === undefined ? '' : `@${source.commit}`}`
    case 'url':
      return source.url
    case 'path':
      return source.path
    default:
      return source satisfies never
  }
}
