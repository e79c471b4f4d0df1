import { createHash } from 'node:crypto'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { tarExample } from '../../bytes/tar/tar-example.ts'
import { zipExample, type ExampleArchive, type ExampleMember } from '../../bytes/zip/zip-example.ts'

/** Files by name. */
export type Files = Readonly<Record<string, string | Uint8Array>>

export interface WheelOptions {
  readonly name?: string
  readonly version?: string
  /** `py3-none-any` by default. */
  readonly tag?: string
  readonly metadata?: string
  readonly entryPoints?: string
  /** Changes what RECORD says. */
  readonly record?: (rows: readonly string[]) => readonly string[]
  /** Members beside those that RECORD lists. */
  readonly unlisted?: readonly ExampleMember[]
  readonly archive?: ExampleArchive
}

export interface BuiltArchive {
  readonly file: string
  readonly bytes: Uint8Array
}

/** A wheel as build tools write it, but for the lies that it is told to tell. */
export function wheelExample(files: Files, options: WheelOptions = {}): BuiltArchive {
  const { name = 'sample', version = '1.0', tag = 'py3-none-any' } = options
  const info = `${name}-${version}.dist-info`
  const all: Record<string, string | Uint8Array> = {
    ...files,
    [`${info}/METADATA`]: metadata(name, version, options.metadata),
    [`${info}/WHEEL`]: `Wheel-Version: 1.0\nGenerator: example\nRoot-Is-Purelib: true\nTag: ${tag}\n`,
    ...(options.entryPoints !== undefined && { [`${info}/entry_points.txt`]: options.entryPoints }),
  }
  const rows = Object.entries(all).map(([path, data]) => {
    const hash = createHash('sha256').update(data).digest('base64url')
    return `${path},sha256=${hash},${Buffer.byteLength(data)}`
  })
  const record = options.record ?? ((same) => same)
  all[`${info}/RECORD`] = [...record(rows), `${info}/RECORD,,`, ''].join('\n')
  const members = Object.entries(all).map(([path, data]): ExampleMember => ({
    name: path,
    data,
    deflate: true,
  }))
  return {
    file: `${name}-${version}-${tag}.whl`,
    bytes: zipExample([...members, ...(options.unlisted ?? [])], options.archive),
  }
}

export function sdistExample(
  files: Files,
  options: {
    readonly name?: string
    readonly version?: string
    readonly metadata?: string
    readonly asZip?: boolean
  } = {},
): BuiltArchive {
  const { name = 'sample', version = '1.0' } = options
  const folder = `${name}-${version}`
  const all: Files = { 'PKG-INFO': metadata(name, version, options.metadata), ...files }
  const members = Object.entries(all).map(([path, data]) => ({ name: `${folder}/${path}`, data }))
  if (options.asZip === true) return { file: `${folder}.zip`, bytes: zipExample(members) }
  return { file: `${folder}.tar.gz`, bytes: gzipSync(tarExample(members)) }
}

export function npmExample(manifest: object, files: Files = {}): BuiltArchive {
  const all: Files = {
    'package.json': JSON.stringify({ name: 'sample', version: '1.0.0', ...manifest }, undefined, 2),
    ...files,
  }
  const members = Object.entries(all).map(([path, data]) => ({ name: `package/${path}`, data }))
  return { file: 'sample-1.0.0.tgz', bytes: gzipSync(tarExample(members)) }
}

export function condaExample(files: Files): BuiltArchive {
  const index = JSON.stringify({ name: 'sample', version: '1.0', build: 'py_0', depends: ['python'] })
  const tar = (held: Files): Uint8Array =>
    zstdCompressSync(tarExample(Object.entries(held).map(([name, data]) => ({ name, data }))))
  const stem = 'sample-1.0-py_0'
  const bytes = zipExample([
    { name: 'metadata.json', data: '{"conda_pkg_format_version": 2}' },
    { name: `pkg-${stem}.tar.zst`, data: tar(files) },
    { name: `info-${stem}.tar.zst`, data: tar({ 'info/index.json': index }) },
  ])
  return { file: `${stem}.conda`, bytes }
}

function metadata(name: string, version: string, more = ''): string {
  return `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\nAuthor-email: A. Uthor <author@example.com>\n${more}\nA sample.\n`
}

/** The head of an ELF program, and nothing that could run. */
export const PROGRAM_BYTES: Uint8Array = Buffer.concat([
  Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 62, 0]),
  Buffer.from('not a program\n'.repeat(20)),
])
