import { sha256 as sha256Of, type Digest } from '../../model/identity.ts'
import { isCode, isWeights, shardOf } from '../loadable.ts'
import type { Refusal } from '../refusal.ts'
import type { LockedArtifact } from './lock.ts'
import { saidBy } from './read.ts'

/** What is at a path now, by the name that the lock gives it. */
export type Seen =
  | {
      readonly state: 'file'
      /** Bytes. */
      readonly size: number
      /** Absent as long as nobody has hashed it: then only size and link are compared. */
      readonly digest?: Digest
      /** What else was worked out, lower-case hex by algorithm: an authority may speak of another digest. */
      readonly others?: Readonly<Partial<Record<string, string>>>
      /** As it stands in the link, when the path is a symbolic link. */
      readonly link?: string
    }
  | { readonly state: 'missing' }
  | { readonly state: 'unreadable' | 'changed-while-read'; readonly detail: string }
  /** Leads out of the folder of the lock and of every root. */
  | { readonly state: 'escapes'; readonly target: string }

const REMOVE_OR_LOCK = 'remove it, or if it belongs there: assay lock, and have the new lock reviewed'
const RESTORE = 'restore the file, or if the change is meant: assay lock, and have the new lock reviewed'

/** In what a file differs from its entry. */
export function compareArtifact(artifact: LockedArtifact, seen: Seen): Refusal[] {
  const { path } = artifact
  switch (seen.state) {
    case 'missing':
      return [{ code: 'missing', path, message: 'is in the lock and not there', advice: restoreAt(path) }]
    case 'escapes':
      return [escape(path, seen.target)]
    case 'file':
      return [...linkRefusals(artifact, seen), ...contentRefusals(artifact, seen)]
    default:
      return [{ code: seen.state, path, message: seen.detail }]
  }
}

/** A cache that was moved is the usual reason for all of it to be missing. */
function restoreAt(path: string): string {
  const variable = path.startsWith('$') ? path.slice(1).split('/', 1)[0] : undefined
  return variable === undefined
    ? RESTORE
    : `${RESTORE}; if it lies elsewhere on this machine, set ${variable}`
}

type SeenFile = Extract<Seen, { readonly state: 'file' }>

function linkRefusals({ path, link }: LockedArtifact, seen: SeenFile): Refusal[] {
  if (seen.link === link) return []
  const message =
    link === undefined
      ? 'has become a symbolic link'
      : seen.link === undefined
        ? 'was a symbolic link and is none now'
        : 'is a symbolic link that leads elsewhere now'
  return [
    {
      code: 'link-changed',
      path,
      message,
      advice: RESTORE,
      ...(link !== undefined && { expected: link }),
      ...(seen.link !== undefined && { found: seen.link }),
    },
  ]
}

function contentRefusals(artifact: LockedArtifact, seen: SeenFile): Refusal[] {
  const { path, size, sha256 } = artifact
  const shard = shardOf(path)
  const part = shard ? ` (part ${shard.number} of ${shard.set})` : ''
  if (seen.size !== size)
    return [
      {
        code: shard ? 'shard-changed' : 'size-changed',
        path,
        message: `has ${seen.size} bytes, and ${size} were locked${part}`,
        advice: RESTORE,
        expected: String(size),
        found: String(seen.size),
      },
    ]
  if (seen.digest !== undefined && seen.digest !== sha256)
    return [
      {
        code: shard ? 'shard-changed' : 'content-changed',
        path,
        message: `holds other bytes than those that were locked${part}`,
        advice: RESTORE,
        expected: hexOf(sha256),
        found: hexOf(seen.digest),
      },
    ]
  return authorityRefusals(artifact, seen)
}

/** Whether what the lock says of its authorities holds together: a lock edited by hand seldom does. */
export function authorityRefusals(artifact: LockedArtifact, seen?: Pick<SeenFile, 'others'>): Refusal[] {
  const { path, authority, verdict, sha256 } = artifact
  if (!authority)
    return verdict === 'verified' || verdict === 'consistent'
      ? [
          {
            code: 'authority-missing',
            path,
            message: `is locked as ${verdict}, and the lock does not say by whom`,
            advice: 'lock it again with its authority: assay lock --against …',
          },
        ]
      : []
  const { algorithm, hex } = saidBy(authority)
  const found = algorithm === 'sha256' ? hexOf(sha256) : seen?.others?.[algorithm]
  if (found === undefined || found === hex) return []
  return [
    {
      code: 'authority-mismatch',
      path,
      message: `is not what its authority vouched for (${authority.kind} ${authority.source})`,
      advice: 'the lock was changed without a new authority: assay lock --against …',
      expected: hex,
      found,
    },
  ]
}

/** What an entry says of a link to a folder: its text stands for it, since which folder is loaded hangs on that alone. */
export function linkContent(link: string): { readonly size: number; readonly digest: Digest } {
  return { size: Buffer.byteLength(link), digest: sha256Of(link) }
}

/** A link to a folder that the lock does not know, or in the place of a folder that it knows. */
export function folderLink(path: string, link: string, what: 'unlisted' | 'changed'): Refusal {
  return what === 'changed'
    ? { code: 'link-changed', path, message: 'has become a symbolic link', advice: RESTORE, found: link }
    : {
        code: 'unlisted-file',
        path,
        message: 'is a symbolic link to a folder, and not in the lock',
        advice: REMOVE_OR_LOCK,
        found: link,
      }
}

/** Something loadable that the lock does not know. */
export function unlisted(path: string, seen: Seen): Refusal[] {
  if (seen.state === 'missing') return []
  if (seen.state === 'escapes') return [escape(path, seen.target)]
  const what = isCode(path) ? 'code' : isWeights(path) ? 'a model file' : 'a file that loaders read'
  return [
    {
      code: isCode(path) ? 'unlisted-code' : 'unlisted-file',
      path,
      message: `is ${what} that is not in the lock`,
      advice: REMOVE_OR_LOCK,
    },
  ]
}

function escape(path: string, target: string): Refusal {
  return {
    code: 'link-escapes',
    path,
    message: 'is a symbolic link out of what the lock covers',
    advice: 'replace the link by the file itself, or lock the folder that it leads to',
    found: target,
  }
}

function hexOf(digest: Digest): string {
  return digest.slice('sha256:'.length)
}
