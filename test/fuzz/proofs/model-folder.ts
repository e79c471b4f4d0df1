import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rootDigest } from '../../../src/integrity/oms/statement.ts'
import { sha256 } from '../../../src/model/identity.ts'

/** Files of a model, without folders, so that the statement about them is the same on every machine. */
export const MODEL_FILES: Readonly<Record<string, string>> = {
  'config.json': '{}',
  'model.safetensors': 'weights',
}

let folder: string | undefined

/** A folder of this thread, gone with it. */
export function ownFolder(): string {
  if (folder === undefined) {
    const made = mkdtempSync(join(tmpdir(), 'assay-fuzz-'))
    folder = made
    process.on('exit', () => rmSync(made, { recursive: true, force: true }))
  }
  return folder
}

let model: { readonly root: string; readonly payload: Buffer } | undefined

/** A model, and the statement that is signed of it. */
export function signedModel(): { readonly root: string; readonly payload: Buffer } {
  if (model) return model
  const root = mkdtempSync(join(ownFolder(), 'model-'))
  for (const [name, text] of Object.entries(MODEL_FILES)) writeFileSync(join(root, name), text)
  const resources = Object.entries(MODEL_FILES).map(([name, text]) => ({
    name,
    algorithm: 'sha256',
    digest: sha256(text).slice('sha256:'.length),
  }))
  const statement = {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [
      { name: 'model', digest: { sha256: rootDigest(resources.map(({ digest: hex }) => ({ hex }))) } },
    ],
    predicateType: 'https://model_signing/signature/v1.0',
    predicate: {
      serialization: {
        method: 'files',
        hash_type: 'sha256',
        allow_symlinks: false,
        ignore_paths: ['.git', 'model.sig'],
      },
      resources,
    },
  }
  model = { root, payload: Buffer.from(JSON.stringify(statement)) }
  return model
}
