import assert from 'node:assert/strict'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { guarded, type Guarded } from './guarded.ts'

const COMMIT = 'a'.repeat(40)
const OTHER = 'b'.repeat(40)

/** A repository in the hub cache of this machine, with a blob that a snapshot links to. */
function hubModel(root: string, name: string, commits: readonly string[] = [COMMIT]): string {
  const repository = join(root, '.cache/huggingface/hub', `models--${name.replace('/', '--')}`)
  mkdirSync(join(repository, 'blobs'), { recursive: true })
  mkdirSync(join(repository, 'refs'))
  writeFileSync(join(repository, 'refs/main'), commits[0]!)
  for (const commit of commits) {
    mkdirSync(join(repository, 'snapshots', commit), { recursive: true })
    writeFileSync(join(repository, 'blobs', commit), commit)
    symlinkSync(`../../blobs/${commit}`, join(repository, 'snapshots', commit, 'model.safetensors'))
  }
  return repository
}

/** The cache of the hub where the user's home is. */
const env = (g: Guarded): Record<string, string> => ({ HF_HUB_CACHE: join(g.root, '.cache/huggingface/hub') })

describe('assay run: what the command names', () => {
  const unlocked: readonly (readonly [string, readonly string[], string])[] = [
    ['a file with weights', ['--model', 'other/m.gguf'], 'other/m.gguf'],
    ['behind an equals sign', ['--model-path=other/m.gguf'], 'other/m.gguf'],
    ['without an option', ['serve', 'other/m.gguf'], 'other/m.gguf'],
    ['a folder with weights', ['-m', 'other'], 'other'],
    ['above one', ['--model', '.'], '.'],
    ['stuck to a short option', ['-mother/m.gguf'], 'other/m.gguf'],
    ['in a list', ['--lora-modules', 'a=models/m', 'b=other/m.gguf'], 'other/m.gguf'],
    ['in a shell command', ["exec serve --model 'other/m.gguf'"], 'other/m.gguf'],
    ['in Python', ['x = load("other/m.gguf", 1)'], 'other/m.gguf'],
    ['as an address', ['--model', `file://other/m.gguf`], 'other/m.gguf'],
    ['by its bytes', ['--model', 'other/unnamed'], 'other/unnamed'],
    ['through a link', ['--model', 'alias'], 'alias'],
  ]
  it('must be locked when it is a model', async () => {
    using g = await guarded()
    mkdirSync(join(g.root, 'other'))
    writeFileSync(join(g.root, 'other/m.gguf'), '')
    writeFileSync(join(g.root, 'other/unnamed'), 'GGUF....')
    symlinkSync('other/m.gguf', join(g.root, 'alias'))
    for (const [what, words, path] of unlocked)
      assert.deepEqual(await g.refused([], words), [`unlocked-argument ${path}`], what)
    assert.deepEqual(await g.refused([], [], { env: { MODEL_PATH: 'other/m.gguf' } }), [
      'unlocked-argument other/m.gguf',
    ])
    writeFileSync(join(g.root, 'assay.yml'), 'guard-variables: [MY_THING]\n')
    assert.deepEqual(await g.refused([], [], { env: { MY_THING: 'other/m.gguf' } }), [
      'unlocked-argument other/m.gguf',
    ])
  })

  it('is nobody’s business when it is no model, is written, or is locked', async () => {
    using g = await guarded()
    mkdirSync(join(g.root, 'out'))
    writeFileSync(join(g.root, 'out/old.safetensors'), '')
    writeFileSync(join(g.root, 'serve.py'), '')
    mkdirSync(join(g.root, 'static'))
    writeFileSync(join(g.root, 'static/app.js'), '')
    symlinkSync('models/m', join(g.root, 'current'))
    for (const words of [
      ['serve.py', '--port', '80', 'static', '--log-level=debug'],
      ['--output-dir', 'out', '--save_path=out/old.safetensors'],
      ['--model', 'models/m', 'models', 'models/m/config.json', 'current', './models/../models/m'],
      ['--served-model-name', 'org/name', 'application/json', '--model', 'org/not-here'],
    ]) {
      const { code, stderr } = await g.run(['--', process.execPath, '-e', '', '--', ...words])
      assert.equal(code, 0, `${words.join(' ')}: ${stderr}`)
    }
  })

  it('may be a model of the hub: the snapshot that would be loaded must be locked', async () => {
    using g = await guarded()
    const more = { env: env(g) }
    const repository = hubModel(g.root, 'org/name', [COMMIT, OTHER])
    assert.deepEqual(await g.refused([], ['--model', 'org/name'], more), ['unlocked-argument org/name'])
    const made = await g.lock(join(repository, 'snapshots', COMMIT), 'models')
    assert.equal(made.code, 0, made.stderr)
    const start = (...words: string[]): ReturnType<Guarded['run']> =>
      g.run(['--', process.execPath, '-e', '', '--', ...words], more)
    const { code, stderr } = await start('--model', 'org/name')
    assert.equal(code, 0, stderr)
    assert.equal((await start('--model', 'org/name', '--revision', COMMIT)).code, 0)
    assert.deepEqual(await g.refused([], ['--model', 'org/name', '--revision', OTHER], more), [
      'unlocked-argument org/name',
    ])
    // A branch of the cache is a file that anybody who can write there may change.
    writeFileSync(join(repository, 'refs/main'), OTHER)
    assert.deepEqual(await g.refused([], ['org/name'], more), ['unlocked-argument org/name'])
  })

  it('would be downloaded when the user wants the network', async () => {
    using g = await guarded()
    const more = { env: { ...env(g), HF_HUB_OFFLINE: '0' } }
    assert.deepEqual(await g.refused([], ['--model', 'org/not-here'], more), [
      'unlocked-argument org/not-here',
    ])
  })
})
