import { readFileSync } from 'node:fs'

/** From the package's own manifest: two folders up both in the source and in the published package. */
export function version(): string {
  const manifest = new URL('../../package.json', import.meta.url)
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version
}
