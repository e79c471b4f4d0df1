import assert from 'node:assert/strict'
import { symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { HOOK, lockOf, put, python, pythons, writeLock, type PythonRun } from './python.ts'

/** Newest first. */
export const interpreters: readonly string[] = pythons()
export const newest: string | undefined = interpreters[0]

export const skip: string | false = newest === undefined ? 'no CPython 3.8 or later on this machine' : false
if (skip) console.log(`python hook: skipped: ${skip}`)

/** Protocol 4, `{'a': 1}`. */
export const PICKLE: Buffer = Buffer.from('80049509000000000000007d948c0161944b01732e', 'hex')

export const OTHER: Buffer = Buffer.from('80049509000000000000007d948c0161944b02732e', 'hex')

export const SAFETENSORS: Buffer = Buffer.concat([
  Buffer.from([64, 0, 0, 0, 0, 0, 0, 0]),
  Buffer.from('{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}'.padEnd(64)),
  Buffer.alloc(4),
])

/** Tries each line by itself and prints a line for it: `ok`, the code of the refusal, or the error. */
export const TRY = `
import json, os, pickle, io, sys, threading, mmap, subprocess
import pathlib, importlib, zipfile
def load(path): return pickle.load(open(path, 'rb'))
def trial(name, action):
    try:
        action()
        print(name, 'ok')
    except BaseException as error:
        print(name, getattr(error, 'code', type(error).__name__))
`

export function files(root: string): void {
  put(root, {
    'models/m/weights.pkl': PICKLE,
    'models/m/model.safetensors': SAFETENSORS,
    'models/m/config.json': '{"model_type":"m"}',
    'models/m/modeling.py': 'VALUE = 1\n',
    'models/m/README.md': 'words',
    'models/blobs/aa': PICKLE,
  })
  symlinkSync('../blobs/aa', join(root, 'models/m/linked.pkl'))
  writeLock(root, lockOf(root, ['models']))
}

export async function trials(
  root: string,
  lines: readonly string[],
  {
    program = newest!,
    env = {},
    options = [],
  }: { program?: string; env?: Record<string, string>; options?: string[] } = {},
): Promise<PythonRun & { readonly results: Readonly<Record<string, string>> }> {
  const body = lines.map((line) => `trial(${JSON.stringify(line)}, lambda: ${line})`)
  writeFileSync(
    join(root, 'trials.py'),
    `${TRY}\nif __name__ == '__main__':\n${body.map((b) => `    ${b}\n`).join('')}`,
  )
  const run = await python(program, [HOOK, ...options, 'trials.py'], root, env)
  assert.equal(run.code, 0, run.stderr)
  const results = Object.fromEntries(
    run.stdout
      .split('\n')
      .filter((l) => / \S+$/.test(l))
      .map((l) => [l.slice(0, l.lastIndexOf(' ')), l.slice(l.lastIndexOf(' ') + 1)]),
  )
  return { ...run, results }
}

/** All lines have this outcome. */
export async function all(
  root: string,
  outcome: string,
  lines: readonly string[],
  options = {},
): Promise<PythonRun> {
  const run = await trials(root, lines, options)
  assert.deepEqual(run.results, Object.fromEntries(lines.map((line) => [line, outcome])), run.stderr)
  return run
}
