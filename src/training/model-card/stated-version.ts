import { member, type JsonValue } from '../../bytes/json.ts'

/** A version that the front matter states, as it is written: YAML would read `1.10` as the number 1.1. */
export function statedVersion(frontMatter: JsonValue, lines: readonly string[]): string | undefined {
  for (const key of ['model_version', 'version']) {
    const found = member(frontMatter, key)
    if (!found || (typeof found.value !== 'string' && typeof found.value !== 'number')) continue
    const written = new RegExp(`^["']?${key}["']?\\s*:\\s*(["']?)([^"'#\\s]{1,64})\\1\\s*(?:#.*)?$`).exec(
      lines[found.line - 1] ?? '',
    )?.[2]
    if (written !== undefined && isVersion(written)) return written
  }
  return undefined
}

/** Names one version: no range, no branch. */
function isVersion(text: string): boolean {
  return /^v?\d[\w.+-]{0,60}$/.test(text)
}
