import { spawn, spawnSync } from 'node:child_process'

/**
 * Starts a process that belongs to nobody here. A shell between starts it and ends at once, or it would be a child of
 * the command, which waits for children of its own and would be told of a strange one.
 */
export function startAside(
  words: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): void {
  const options = { env: { ...env }, stdio: 'ignore' } as const
  const { error } = spawnSync('/bin/sh', ['-c', '"$@" &', 'sh', ...words], options)
  if (!error) return
  const [file, ...rest] = words
  spawn(file!, rest, { ...options, detached: true })
    .on('error', () => {})
    .unref()
}
