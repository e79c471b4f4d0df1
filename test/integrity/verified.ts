import assert from 'node:assert/strict'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { verificationSchema } from '../../src/cli/integrity/verification-document.ts'
import { assay, type Outcome } from '../cli/assay.ts'
import { gitBlobId, sha256Hex, type FakeRepository } from './fake-hub.ts'

export const COMMIT: string = 'c0ffee'.padEnd(40, '0')

export const weights: Buffer = Buffer.from('weights of a model')

export const config: Buffer = Buffer.from('{"model_type":"bert"}\n')

export const files: Readonly<Record<'model.safetensors' | 'config.json' | 'sub/tokenizer.json', Buffer>> = {
  'model.safetensors': weights,
  'config.json': config,
  'sub/tokenizer.json': Buffer.from('{}'),
}

export const repository: FakeRepository = {
  name: 'org/tiny',
  commit: COMMIT,
  large: ['model.safetensors'],
  files,
}

export interface Seen extends Outcome {
  readonly document: {
    readonly verdict: string
    readonly says: string
    readonly authority: string | null
    readonly independence: string
    readonly files: readonly {
      path: string
      verdict: string
      expected: string | null
      digest: string
      detail?: string
    }[]
    readonly refusals: readonly { code: string }[]
    readonly gaps: readonly { detail: string }[]
    readonly notes: readonly string[]
  }
}

/** The document that `verify` prints, which must be what the published schema says. */
export async function verify(
  root: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Seen> {
  const outcome = await assay(['verify', ...args, '--format', 'json'], { cwd: root, env })
  assert.ok(outcome.stdout !== '', outcome.stderr)
  const document = JSON.parse(outcome.stdout) as Seen['document']
  const parsed = verificationSchema.safeParse(document)
  assert.ok(parsed.success, JSON.stringify(parsed.error))
  assert.doesNotMatch(outcome.stdout, /assay-test-/, 'no absolute path')
  return { ...outcome, document }
}

export function verdicts({ document }: Seen): Readonly<Record<string, string>> {
  return Object.fromEntries(document.files.map((f) => [f.path, f.verdict]))
}

/** The cache of a hub's client: blobs named by their etags, links beside them. */
export function hubCache(root: string): string {
  const top = join(root, 'hub/models--org--tiny')
  const snapshot = join(top, 'snapshots', COMMIT)
  mkdirSync(join(top, 'blobs'), { recursive: true })
  mkdirSync(join(top, 'refs'))
  writeFileSync(join(top, 'refs/main'), COMMIT)
  for (const [path, bytes] of Object.entries(files)) {
    const etag = repository.large.includes(path) ? sha256Hex(bytes) : gitBlobId(bytes)
    writeFileSync(join(top, 'blobs', etag), bytes)
    mkdirSync(dirname(join(snapshot, path)), { recursive: true })
    symlinkSync(`${'../'.repeat(path.split('/').length + 1)}blobs/${etag}`, join(snapshot, path))
  }
  return snapshot
}

/** What a client leaves of a download into a folder. */
export function downloadRecords(root: string): void {
  for (const [path, bytes] of Object.entries(files)) {
    const record = join(root, '.cache/huggingface/download', `${path}.metadata`)
    mkdirSync(dirname(record), { recursive: true })
    const etag = repository.large.includes(path) ? sha256Hex(bytes) : gitBlobId(bytes)
    writeFileSync(record, `${COMMIT}\n${etag}\n1790000000.5\n`)
  }
}
