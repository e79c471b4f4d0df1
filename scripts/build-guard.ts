import { join } from 'node:path'
import { rolldown } from 'rolldown'

const root = join(import.meta.dirname, '..')

/** What a guarded start loads only when something has changed, has to be said or is delivered. */
const LATER: readonly string[] = ['check-everything', 'say', 'deliver-later', 'hooked-command']

/**
 * What starts a guarded command, in one file by itself: it would wait for what all other commands share, and for a
 * second file. CommonJS, because an import of node:fs loads all of its streams, too.
 */
export async function buildGuard(dir: string): Promise<void> {
  const start = await rolldown({
    cwd: root,
    input: { guard: 'src/cli/guard/start.ts' },
    platform: 'node',
    external: (id) => LATER.includes(nameOf(id)),
  })
  const names = Object.fromEntries(LATER.map((name) => [name, `./guard-${name}.cjs`]))
  await start.write({
    dir,
    format: 'cjs',
    entryFileNames: '[name].cjs',
    paths: (id) => names[nameOf(id)] ?? id,
  })
  await start.close()
  const later = await rolldown({
    cwd: root,
    input: Object.fromEntries(
      LATER.map((name) => [
        `guard-${name}`,
        name === 'check-everything' ? `src/integrity/guard/${name}.ts` : `src/cli/guard/${name}.ts`,
      ]),
    ),
    platform: 'node',
  })
  await later.write({
    dir,
    format: 'cjs',
    entryFileNames: '[name].cjs',
    chunkFileNames: 'guard-[name]-[hash].cjs',
  })
  await later.close()
}

function nameOf(id: string): string {
  return /([\w-]+)\.ts$/.exec(id)?.[1] ?? ''
}
