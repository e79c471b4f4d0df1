/** A version as PEP 440 orders it. */
export interface PythonVersion {
  readonly epoch: number
  readonly release: readonly number[]
  readonly pre?: readonly [letter: 'a' | 'b' | 'rc', number: number]
  readonly post?: number
  readonly dev?: number
  readonly local?: readonly (string | number)[]
}

const VERSION =
  /^v?(?:(\d+)!)?(\d+(?:\.\d+)*)(?:[-_.]?(alpha|a|beta|b|preview|pre|c|rc)[-_.]?(\d*))?(?:-(\d+)|[-_.]?(post|rev|r)[-_.]?(\d*))?([-_.]?dev[-_.]?(\d*))?(?:\+([a-z0-9]+(?:[-_.][a-z0-9]+)*))?$/
const LETTER: Readonly<Record<string, 'a' | 'b' | 'rc'>> = {
  a: 'a',
  alpha: 'a',
  b: 'b',
  beta: 'b',
  c: 'rc',
  rc: 'rc',
  pre: 'rc',
  preview: 'rc',
}
const MAX_LENGTH = 200

/** Undefined for what is no version by PEP 440: some published ones are none. */
export function parsePythonVersion(text: string): PythonVersion | undefined {
  const trimmed = text.trim()
  if (trimmed.length > MAX_LENGTH) return undefined
  const match = VERSION.exec(trimmed.toLowerCase())
  if (!match) return undefined
  const [, epoch, release = '', letter, pre, implicitPost, postWord, post, devWord, dev, local] = match
  const postNumber = implicitPost ?? (postWord === undefined ? undefined : post || '0')
  return {
    epoch: Number(epoch ?? 0),
    release: release.split('.').map(Number),
    ...(letter !== undefined && { pre: [LETTER[letter]!, Number(pre || 0)] as const }),
    ...(postNumber !== undefined && { post: Number(postNumber) }),
    ...(devWord !== undefined && { dev: Number(dev || 0) }),
    ...(local !== undefined && {
      local: local.split(/[-_.]/).map((part) => (/^\d+$/.test(part) ? Number(part) : part)),
    }),
  }
}

export function isPreRelease({ pre, dev }: PythonVersion): boolean {
  return pre !== undefined || dev !== undefined
}

/** Below zero when `a` is the older one. */
export function comparePythonVersions(a: PythonVersion, b: PythonVersion): number {
  return (
    a.epoch - b.epoch ||
    compareReleases(a.release, b.release) ||
    stage(a) - stage(b) ||
    (a.pre?.[1] ?? 0) - (b.pre?.[1] ?? 0) ||
    (a.post ?? -1) - (b.post ?? -1) ||
    compareDev(a.dev, b.dev) ||
    compareLocal(a.local, b.local)
  )
}

/** Development versions of a release come before its alphas, the release itself after its candidates. */
function stage({ pre, post, dev }: PythonVersion): number {
  if (pre) return { a: 1, b: 2, rc: 3 }[pre[0]]
  return post === undefined && dev !== undefined ? 0 : 4
}

function compareReleases(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

function compareDev(a: number | undefined, b: number | undefined): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined)
  return a - b
}

function compareLocal(
  a: readonly (string | number)[] | undefined,
  b: readonly (string | number)[] | undefined,
): number {
  if (!a || !b) return Number(a !== undefined) - Number(b !== undefined)
  for (const [i, left] of a.entries()) {
    const right = b[i]
    if (right === undefined) return 1
    if (left === right) continue
    if (typeof left === 'number' && typeof right === 'number') return left - right
    if (typeof left === 'number') return 1
    if (typeof right === 'number') return -1
    return left < right ? -1 : 1
  }
  return a.length - b.length
}
