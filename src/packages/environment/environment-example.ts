import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { realpathSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after } from 'node:test'
import { examine, type ExamineOptions, type ExaminedEnvironment } from './examine.ts'
import { environmentLayout } from './layout.ts'

export const SITE = 'lib/python3.12/site-packages'

/** A distribution to install: files relative to the site folder, as a wheel has them. */
export interface ExampleDistribution {
  readonly name: string
  readonly version: string
  readonly files: Readonly<Record<string, string>>
  readonly metadata?: string
  readonly direct?: object
  readonly installer?: string
  /** Rows in place of the true ones. */
  readonly record?: string
}

/** An environment on disk, made without Python: for tests. */
export interface ExampleEnvironment {
  readonly root: string
  write(path: string, content: string | Uint8Array): void
  link(path: string, target: string): void
  remove(path: string): void
  install(distribution: ExampleDistribution): void
  examine(options?: Partial<ExamineOptions>): Promise<ExaminedEnvironment>
  /** `severity rule path`, sorted. */
  said(options?: Partial<ExamineOptions>): Promise<readonly string[]>
}

export function exampleEnvironment(...installed: readonly ExampleDistribution[]): ExampleEnvironment {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'assay-environment-')))
  after(() => rmSync(root, { recursive: true, force: true }))
  const write = (path: string, content: string | Uint8Array): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), content)
  }
  const examined = (options: Partial<ExamineOptions> = {}): Promise<ExaminedEnvironment> => {
    const layout = environmentLayout(root)
    if (!layout) throw new Error('no environment')
    return examine(layout, { signal: new AbortController().signal, ...options })
  }
  const environment: ExampleEnvironment = {
    root,
    write,
    link(path, target) {
      rmSync(join(root, path), { recursive: true, force: true })
      mkdirSync(dirname(join(root, path)), { recursive: true })
      symlinkSync(target, join(root, path))
    },
    remove: (path) => rmSync(join(root, path), { recursive: true }),
    install(distribution) {
      for (const [path, content] of Object.entries(filesOf(distribution))) write(`${SITE}/${path}`, content)
    },
    examine: examined,
    async said(options) {
      const { findings } = await examined(options)
      return findings
        .map(
          (f) => `${f.severity} ${f.rule.replace('packages-env-', '')} ${f.at.path.replace(`${SITE}/`, '')}`,
        )
        .toSorted()
    },
  }
  write('pyvenv.cfg', 'home = /usr/bin\ninclude-system-site-packages = false\nversion = 3.12.1\n')
  mkdirSync(join(root, SITE), { recursive: true })
  mkdirSync(join(root, 'bin'))
  write('bin/activate', 'VIRTUAL_ENV="/x"\nexport VIRTUAL_ENV\n')
  for (const distribution of installed) environment.install(distribution)
  return environment
}

function filesOf(distribution: ExampleDistribution): Record<string, string> {
  const { name, version, files, metadata = '', direct, installer = 'pip', record } = distribution
  const info = `${name}-${version}.dist-info`
  const all: Record<string, string> = {
    ...files,
    [`${info}/METADATA`]: `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n${metadata}`,
    [`${info}/INSTALLER`]: `${installer}\n`,
    ...(direct && { [`${info}/direct_url.json`]: JSON.stringify(direct) }),
  }
  const rows = Object.entries(all).map(
    ([path, content]) => `${quoted(path)},${hashed(content)},${Buffer.byteLength(content)}`,
  )
  return { ...all, [`${info}/RECORD`]: record ?? `${[...rows, `${info}/RECORD,,`].join('\n')}\n` }
}

function quoted(path: string): string {
  return /[",]/.test(path) ? `"${path.replaceAll('"', '""')}"` : path
}

/** As a RECORD has it. */
export function hashed(content: string): string {
  return `sha256=${createHash('sha256').update(content).digest('base64url')}`
}

/** A compiled module: only its header counts. */
export function compiledModule(flags: number, modified: number, size: number): Uint8Array {
  const bytes = Buffer.alloc(24)
  bytes.writeUInt32LE(0x0a0d0dcb, 0)
  bytes.writeUInt32LE(flags, 4)
  bytes.writeUInt32LE(modified, 8)
  bytes.writeUInt32LE(size, 12)
  return bytes
}
