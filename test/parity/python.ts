import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

const CHILD = join(import.meta.dirname, 'child.py')

/** What a stream did to an inert name: `name`, `call`, `indirect`, `build`, `append`, `setitem` or `add`. */
export type Event = readonly [what: string, module: string, name: string]

/** The command that runs Python locked in, or why there is none. */
export function findPython(): { command: readonly string[] } | { missing: string } {
  const found = spawnSync(
    'python3',
    ['-I', '-S', '-c', 'import sys, pickle, _pickle; print(sys.executable)'],
    { encoding: 'utf8' },
  )
  if (found.status !== 0) return { missing: 'there is no python3 on this machine' }
  const python = [found.stdout.trim(), '-I', '-S', CHILD]
  const jail = [
    'bwrap',
    '--unshare-all',
    '--die-with-parent',
    '--ro-bind',
    '/',
    '/',
    '--tmpfs',
    '/tmp',
    '--ro-bind',
    CHILD,
    CHILD,
  ]
  const locked = existsSync('/usr/bin/bwrap') && spawnSync(jail[0]!, [...jail.slice(1), 'true']).status === 0
  return { command: locked ? [...jail, ...python] : python }
}

/** Runs the streams in one child and returns what each did. */
export function runPython(command: readonly string[], streams: readonly Buffer[]): Event[][] {
  const input = Buffer.concat(
    streams.flatMap((s) => {
      const header = Buffer.alloc(4)
      header.writeUInt32LE(s.length)
      return [header, s]
    }),
  )
  const { stdout, stderr, status, signal } = spawnSync(command[0]!, command.slice(1), {
    input,
    maxBuffer: 2 ** 30,
    env: { PATH: process.env['PATH'] ?? '' },
  })
  const lines = stdout.toString('utf8').split('\n').filter(Boolean)
  if (lines.length !== streams.length)
    throw new Error(
      `python ended with ${status ?? signal} after ${lines.length} of ${streams.length}: ${stderr.toString().slice(-500)}`,
    )
  return lines.map((l) => JSON.parse(l) as Event[])
}
