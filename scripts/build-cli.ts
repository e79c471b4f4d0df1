import { copyFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { rolldown } from 'rolldown'

// dist/cli: the command line, a chunk a command, all in one folder so that a chunk finds the worker beside it.

const root = join(import.meta.dirname, '..')
const cli = join(root, 'dist/cli')
const require = createRequire(import.meta.url)

rmSync(cli, { recursive: true, force: true })

const bundle = await rolldown({
  cwd: root,
  input: { main: 'src/cli/main.ts', worker: 'src/scan/worker.ts' },
  platform: 'node',
  // Emscripten's glue in web-tree-sitter holds an eval that its Python grammar never reaches.
  checks: { eval: false },
})
await bundle.write({
  dir: cli,
  format: 'esm',
  entryFileNames: '[name].js',
  chunkFileNames: '[name]-[hash].js',
  minify: false,
})
await bundle.close()

copyFileSync(require.resolve('web-tree-sitter/web-tree-sitter.wasm'), join(cli, 'web-tree-sitter.wasm'))
for (const grammar of ['tree-sitter-python.wasm', 'tree-sitter-tsx.wasm'])
  copyFileSync(require.resolve(`@vscode/tree-sitter-wasm/wasm/${grammar}`), join(cli, grammar))
