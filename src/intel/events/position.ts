import { lstatSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'

/** How far a log has been delivered. */
export interface Position {
  /** Without credentials and query. */
  readonly server: string
  /** Bytes. */
  readonly offset: number
  /** Digest of the line that ends there: what was rotated away or rewritten is delivered anew. */
  readonly digest: string
}

/** Beside the log. Undefined when nothing was delivered, or when what is there cannot be trusted. */
export function readPosition(log: string, server: string): Position | undefined {
  try {
    const path = positionFile(log)
    const stat = lstatSync(path)
    if (!stat.isFile() || stat.size > 10_000) return undefined
    const { server: to, offset, digest } = JSON.parse(readFileSync(path, 'utf8')) as Position
    return to === server && Number.isSafeInteger(offset) && offset > 0 && typeof digest === 'string'
      ? { server, offset, digest }
      : undefined
  } catch {
    return undefined
  }
}

export function writePosition(log: string, position: Position): void {
  const path = positionFile(log)
  const draft = `${path}.${process.pid}`
  try {
    writeFileSync(draft, `${JSON.stringify(position)}\n`, { mode: 0o600, flag: 'wx' })
    renameSync(draft, path)
  } catch (error) {
    rmSync(draft, { force: true })
    throw error
  }
}

function positionFile(log: string): string {
  return `${log}.delivered`
}
