import type { RunsAt } from './finding.ts'
import type { ReleaseArchive } from './member.ts'

/** A script that a package manager runs by itself. */
export interface InstallScript {
  /** The member that holds it. */
  readonly member: string
  readonly language: 'shell' | 'javascript'
  readonly text: string
  readonly when: RunsAt
  /** What makes it run: `postinstall`, `activate.d`. */
  readonly by: string
  /** Line in the member at which the text begins. */
  readonly line: number
}

const LIFECYCLE = ['preinstall', 'install', 'postinstall', 'preprepare', 'prepare', 'postprepare'] as const
/** These run when it is installed from a registry; the others only from a checkout. */
const FROM_REGISTRY: ReadonlySet<string> = new Set(['preinstall', 'install', 'postinstall'])
const MAX_FILES = 40

export function installScripts(archive: ReleaseArchive): InstallScript[] {
  switch (archive.kind) {
    case 'npm':
      return npmScripts(archive)
    case 'conda':
      return condaScripts(archive)
    case 'wheel':
    case 'sdist':
    case 'archive':
      return []
    default:
      return archive.kind satisfies never
  }
}

function npmScripts(archive: ReleaseArchive): InstallScript[] {
  const manifest = archive.members.find((m) => m.place === 'package.json')
  const text = manifest && archive.texts.get(manifest.name)
  if (manifest === undefined || text === undefined) return []
  const scripts = scriptsOf(text)
  const found: InstallScript[] = []
  for (const hook of LIFECYCLE) {
    const command = scripts.get(hook)
    if (command === undefined || !FROM_REGISTRY.has(hook)) continue
    const line = text.slice(0, Math.max(0, text.indexOf(`"${hook}"`))).split('\n').length
    found.push({ member: manifest.name, language: 'shell', text: command, when: 'install', by: hook, line })
    const inline = /\bnode\s+(?:-\w+\s+)*(?:-e|--eval|-p)\s+(["'])([^]*?)\1(?:\s|$)/.exec(command)?.[2]
    if (inline !== undefined)
      found.push({
        member: manifest.name,
        language: 'javascript',
        text: inline,
        when: 'install',
        by: hook,
        line,
      })
    found.push(...filesOf(archive, command, hook))
  }
  const gyp = archive.members.find((m) => m.place === 'binding.gyp')
  const gypText = gyp && archive.texts.get(gyp.name)
  if (gyp && gypText !== undefined && !scripts.has('install') && !scripts.has('preinstall'))
    for (const match of [
      ...gypText.matchAll(/<!@?\(([^()]{1,2000}(?:\([^()]{0,500}\)[^()]{0,1000})?)\)/g),
    ].slice(0, MAX_FILES))
      found.push({
        member: gyp.name,
        language: 'shell' as const,
        text: match[1]!,
        when: 'install' as const,
        by: 'binding.gyp',
        line: gypText.slice(0, match.index).split('\n').length,
      })
  return found
}

function scriptsOf(text: string): Map<string, string> {
  const scripts = new Map<string, string>()
  try {
    const document: unknown = JSON.parse(text)
    const held =
      typeof document === 'object' && document !== null && 'scripts' in document
        ? document.scripts
        : undefined
    if (typeof held === 'object' && held !== null)
      for (const [key, value] of Object.entries(held))
        if (typeof value === 'string') scripts.set(key, value.slice(0, 20_000))
  } catch {
    // A broken manifest installs nothing.
  }
  return scripts
}

/** The sources that a command starts, and what they load from beside themselves. */
function filesOf(archive: ReleaseArchive, command: string, by: string): InstallScript[] {
  const byPlace = new Map(archive.members.map((m) => [m.place, m.name]))
  const open = [
    ...command.matchAll(
      /(?:^|[\s"'=])((?:\.\/)?[\w@./-]+\.(?:[cm]?js|sh|py)|\.\/[\w./-]+|\.)(?=$|[\s"';&|])/g,
    ),
  ].map((m) => m[1]!)
  const bare = /\bnode\s+([\w./-]+)/.exec(command)?.[1]
  if (bare !== undefined) open.push(bare)
  const found = new Map<string, InstallScript>()
  for (let next = open.pop(); next !== undefined && found.size < MAX_FILES; next = open.pop()) {
    const place = resolved(next, byPlace)
    const name = place === undefined ? undefined : byPlace.get(place)
    const text = name === undefined ? undefined : archive.texts.get(name)
    if (place === undefined || name === undefined || text === undefined || found.has(name)) continue
    const language = /\.sh$|^[^.]+$/.test(place) ? 'shell' : 'javascript'
    found.set(name, { member: name, language, text, when: 'install', by, line: 1 })
    const folder = place.includes('/') ? place.slice(0, place.lastIndexOf('/') + 1) : ''
    for (const m of text.matchAll(
      /(?:require\(|from\s+|import\(?\s*|fork\(|spawn\([^)]{0,80}?)["'](\.{1,2}\/[\w./-]{1,200})["']/g,
    ))
      open.push(normalized(folder + m[1]!))
  }
  return [...found.values()]
}

function resolved(written: string, byPlace: ReadonlyMap<string, string>): string | undefined {
  const plain = normalized(written)
  const base = plain === '' ? 'index' : plain
  return [base, `${base}.js`, `${base}.cjs`, `${base}.mjs`, `${base}/index.js`].find((p) => byPlace.has(p))
}

function normalized(path: string): string {
  const out: string[] = []
  for (const part of path.split('/')) {
    if (part === '..') out.pop()
    else if (part !== '.' && part !== '') out.push(part)
  }
  return out.join('/')
}

function condaScripts(archive: ReleaseArchive): InstallScript[] {
  return archive.members.flatMap(({ name }): InstallScript[] => {
    const text = archive.texts.get(name)
    if (text === undefined) return []
    const link = /(?:^|\/)\.[^/]+-((?:post|pre)-(?:un)?link)\.(?:sh|bat)$/.exec(name)?.[1]
    const activate = /(?:^|\/)etc\/conda\/((?:de)?activate\.d)\/[^/]+$/.exec(name)?.[1]
    const by = link ?? activate
    if (by === undefined) return []
    return [
      { member: name, language: 'shell', text, when: link === undefined ? 'start' : 'install', by, line: 1 },
    ]
  })
}
