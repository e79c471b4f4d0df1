import { copyFileSync, mkdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { rolldown } from 'rolldown'
import { buildGuard } from './build-guard.ts'

// dist/cli: the command line, a chunk a command, all in one folder so that a chunk finds the worker beside it.

const root = join(import.meta.dirname, '..')
const cli = join(root, 'dist/cli')
const require = createRequire(import.meta.url)

rmSync(cli, { recursive: true, force: true })

const bundle = await rolldown({
  cwd: root,
  input: {
    main: 'src/cli/main.ts',
    worker: 'src/scan/worker.ts',
    'digest-worker': 'src/bytes/digests/worker.ts',
    'lineage-worker': 'src/lineage/pass/worker.ts',
  },
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
  // What every command needs, and what an audit needs, in one file each: loading many small ones is most of a start.
  // node:crypto stays out of both; it alone takes milliseconds.
  codeSplitting: {
    groups: [
      {
        name: 'start',
        priority: 10,
        test: /src\/cli\/(?:main|program|commands|command|help|options|io|terminal|exit-codes|version)\.ts|src\/cli\/(?:packages|sbom|intel|integrity|lineage)\/commands\.ts|node_modules\/commander|src\/model\/(?:usage-error|severity|context|read-error|location)\.ts|src\/text\/(?:visible|closest|wrap)\.ts|src\/policy\/policy\.ts|src\/report\/reporters\.ts|src\/sbom\/forms\.ts/,
      },
      {
        name: 'audit',
        priority: 9,
        test: /src\/advisories\/(?!write)|src\/packages\/audit\/(?!table)|src\/cli\/commands\/packages-audit|src\/cli\/intel\/settings|src\/names\/python-(?:version|package)\.ts|src\/bytes\/bytes\.ts|src\/scan\/budget\.ts|pip-requirements\/file-name/,
      },
    ],
  },
})
await bundle.close()

await buildGuard(cli)

copyFileSync(require.resolve('web-tree-sitter/web-tree-sitter.wasm'), join(cli, 'web-tree-sitter.wasm'))
for (const grammar of ['tree-sitter-python.wasm', 'tree-sitter-tsx.wasm'])
  copyFileSync(require.resolve(`@vscode/tree-sitter-wasm/wasm/${grammar}`), join(cli, grammar))

mkdirSync(join(root, 'dist/python'), { recursive: true })
copyFileSync(join(root, 'integrations/python/assay_guard.py'), join(root, 'dist/python/assay_guard.py'))
