import { lineRange } from '../../model/location.ts'
import { normalizedPythonName } from '../../names/python-package.ts'
import { entryPoints, shadowsCommand } from './entry-points.ts'
import { releaseFinding, type ReleaseFinding } from './finding.ts'
import type { ReleaseArchive } from './member.ts'
import { commandShadow, foreignModule, obfuscation, startupCode } from './rules.ts'
import { isCustomize, isStartFile, startFile } from './start-files.ts'

const MAX_SHOWN = 20
/** An import line that no editor shows whole. */
const LONG_LINE = 500

/** Nothing that prepares a search path needs these. */
const REACHES_OUT =
  /\b(?:urllib|requests|httpx|aiohttp|socket|subprocess|ctypes|marshal|base64|zlib|runpy|binascii|codecs|popen|spawn\w*|pty)\b|\bhttp\.client\b|\bos\s*\.\s*(?:system|exec\w+)\b|sys\.path\.\w+\([^)]{0,200}["'](?:[/~\\]|[A-Za-z]:)/

/** What the package puts where others run or import it by name. */
export function judgeEntries(archive: ReleaseArchive): ReleaseFinding[] {
  return [...startFiles(archive), ...commands(archive), ...foreignModules(archive)].slice(0, 4 * MAX_SHOWN)
}

function* startFiles(archive: ReleaseArchive): Generator<ReleaseFinding> {
  const { path } = archive
  for (const { name, place, nature } of archive.members) {
    const when = 'start'
    if (isCustomize(place) && nature === 'python' && archive.kind !== 'npm') {
      const severity = archive.kind === 'sdist' ? 'low' : 'medium'
      yield releaseFinding(startupCode, {
        path,
        member: name,
        when,
        severity,
        message: `is imported at every start of Python: ${place}`,
      })
      continue
    }
    const text = isStartFile(place) ? archive.texts.get(name) : undefined
    if (text === undefined) continue
    const file = startFile(place, text)
    const lines = text.split(/\r\n|\n|\r/)
    for (const line of file.lines.slice(0, MAX_SHOWN)) {
      const excerpt = (lines[line - 1] ?? '').trim()
      const range = lineRange(line)
      yield releaseFinding(startupCode, {
        path,
        member: name,
        when,
        range,
        excerpt,
        ...(REACHES_OUT.test(excerpt) && { severity: 'high' as const }),
        message: `runs a line of ${place} at every start of Python`,
      })
      if (excerpt.length > LONG_LINE || /[ \t]{80,}\S/.test(excerpt))
        yield releaseFinding(obfuscation, {
          path,
          member: name,
          when,
          range,
          excerpt,
          severity: 'medium',
          message: `hides what it runs in a line of ${excerpt.length} characters`,
        })
    }
    for (const { target, line } of file.calls.slice(0, MAX_SHOWN))
      yield releaseFinding(startupCode, {
        path,
        member: name,
        when,
        range: lineRange(line),
        excerpt: target,
        message: `calls ${target} at every start of Python`,
      })
  }
}

function* commands(archive: ReleaseArchive): Generator<ReleaseFinding> {
  const { path } = archive
  for (const { name } of archive.members) {
    const script = /^[^/]+\.data\/scripts\/([^/]+)$/.exec(name)?.[1]
    if (archive.kind === 'wheel' && script !== undefined && shadowsCommand(script, archive.name))
      yield releaseFinding(commandShadow, {
        path,
        member: name,
        when: 'call',
        message: `installs a command named ${script}`,
      })
    const text = /(?:^|\/)entry_points\.txt$/.test(name) ? archive.texts.get(name) : undefined
    if (text === undefined) continue
    for (const { group, name: command, target, line } of entryPoints(text))
      if (/^(?:console|gui)_scripts$/.test(group) && shadowsCommand(command, archive.name))
        yield releaseFinding(commandShadow, {
          path,
          member: name,
          when: 'call',
          range: lineRange(line),
          excerpt: `${command} = ${target}`,
          message: `installs a command named ${command}, which runs ${target}`,
        })
  }
}

/** Modules of distributions that nearly every environment holds. */
const WELL_KNOWN: ReadonlyMap<string, string> = new Map(
  (
    'pip setuptools pkg_resources:setuptools _distutils_hack:setuptools wheel requests urllib3 certifi idna charset_normalizer packaging numpy ' +
    'scipy pandas torch torchvision triton transformers tokenizers safetensors huggingface_hub datasets accelerate tensorflow keras jax ' +
    'sklearn:scikit-learn PIL:pillow yaml:pyyaml cryptography six attr:attrs attrs click tqdm rich pydantic fastapi starlette uvicorn ' +
    'openai anthropic langchain litellm boto3 botocore aiohttp httpx jinja2 flask django sqlalchemy pytest'
  )
    .split(' ')
    .map((word): [string, string] => {
      const [module = '', owner = module] = word.split(':')
      return [module, owner]
    }),
)

function* foreignModules(archive: ReleaseArchive): Generator<ReleaseFinding> {
  if (archive.kind !== 'wheel' || archive.name === undefined) return
  const own = normalizedPythonName(archive.name)
  const told = new Set<string>()
  for (const { name, place } of archive.members) {
    const top = /^([^/]+)(?:\/__init__\.py|\.py)$/.exec(place)?.[1]
    const owner = top === undefined ? undefined : WELL_KNOWN.get(top)
    if (top === undefined || owner === undefined || told.has(top)) continue
    // Builds under another name carry the name of what they build: `tensorflow-cpu`, `pillow-simd`.
    if (
      own.split('-').some((word) => word === owner.split('-')[0]) ||
      own.includes(normalizedPythonName(owner))
    )
      continue
    told.add(top)
    yield releaseFinding(foreignModule, {
      path: archive.path,
      member: name,
      when: 'import',
      message: `installs ${top}, which belongs to ${owner}`,
    })
  }
}
