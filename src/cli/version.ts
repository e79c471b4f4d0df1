import { readFileSync } from 'node:fs'

interface Manifest {
  readonly version: string
  readonly homepage?: string
}

export function version(): string {
  return manifest().version
}

/** Where the project's pages are, when its manifest says so. */
export function homepage(): string | undefined {
  return manifest().homepage
}

/** The package's own: two folders up both in the source and in the published package. */
function manifest(): Manifest {
  return JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as Manifest
}
