import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { lockText, sealed } from '../../src/integrity/lock/canonical.ts'
import type { Lock, LockedArtifact } from '../../src/integrity/lock/lock.ts'
import type { Digest } from '../../src/model/identity.ts'

export const HOOK: string = join(import.meta.dirname, '../../integrations/python/assay_guard.py')

/** Every CPython from 3.8 on that this machine has, one for each minor version, the newest first. */
export function pythons(): readonly string[] {
  const versions = join(homedir(), '.pyenv/versions')
  const installed = existsSync(versions)
    ? readdirSync(versions).map((v) => join(versions, v, 'bin/python'))
    : []
  const found = new Map<string, string>()
  for (const program of ['python3', ...installed]) {
    const code = 'import sys;print("%d.%d"%sys.version_info[:2],sys.version_info>=(3,8),sys.executable)'
    const { status, stdout } = spawnSync(program, ['-c', code], { encoding: 'utf8', timeout: 20_000 })
    const [version, isRecent, path] = (stdout ?? '').trim().split(' ')
    if (status === 0 && version && path && isRecent === 'True' && !found.has(version))
      found.set(version, path)
  }
  const minor = (version: string): number => Number(version.split('.')[1])
  return [...found].toSorted(([a], [b]) => minor(b) - minor(a)).map(([, path]) => path)
}

export interface PythonRun {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export function python(
  program: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Promise<PythonRun> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      env: { PATH: process.env['PATH'], HOME: join(cwd, '..'), PYTHONDONTWRITEBYTECODE: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 60_000,
    })
    let [stdout, stderr] = ['', '']
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, stdout, stderr }))
  })
}

/** A folder in which a test may do as it likes. */
export function workFolder(): Disposable & { readonly root: string } {
  const base = realpathSync(mkdtempSync(join(tmpdir(), 'assay-python-')))
  const root = join(base, 'root')
  mkdirSync(root)
  return { root, [Symbol.dispose]: () => rmSync(base, { recursive: true, force: true }) }
}

export function put(root: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), content)
  }
}

/** Locks everything below the roots, as `assay lock` writes it, without its opinion on what belongs into a lock. */
export function lockOf(root: string, roots: readonly string[], more: Partial<Lock> = {}): Lock {
  const artifacts = roots.flatMap((path) => artifactsAt(root, path))
  return sealed({ schema: 'assay/lock/1', id: '5'.repeat(32), generation: 1, roots, artifacts, ...more })
}

export function writeLock(root: string, lock: Lock): void {
  writeFileSync(join(root, 'assay.lock'), lockText(lock))
}

function artifactsAt(root: string, path: string): LockedArtifact[] {
  const absolute = join(root, path)
  if (statSync(absolute).isDirectory())
    return readdirSync(absolute).flatMap((name) => artifactsAt(root, path === '.' ? name : `${path}/${name}`))
  const data = readFileSync(absolute)
  const sha256: Digest = `sha256:${createHash('sha256').update(data).digest('hex')}`
  const link = lstatSync(absolute).isSymbolicLink() ? { link: readlinkSync(absolute) } : {}
  return [{ path, size: data.length, sha256, ...link, verdict: 'unpublished', date: '2026-11-26' }]
}
