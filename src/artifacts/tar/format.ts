import { countInflated, enterContainer } from '../../bytes/compression/ledger.ts'
import { linkLeaves, nameDanger } from '../../bytes/member-name.ts'
import { tarHeader } from '../../bytes/tar/header.ts'
import { isFile, tarMembers, type TarMember } from '../../bytes/tar/members.ts'
import type { Format, Observation } from '../../model/format.ts'
import { memberPath } from '../../model/location.ts'
import { gapAt } from '../gap-at.ts'
import type { TarFacts, TarLink } from './facts.ts'
import { pathTraversal } from './rules/path-traversal.ts'
import { hiddenMember } from './rules/hidden-member.ts'
import { specialMember } from './rules/special-member.ts'

const MAX_LISTED = 1000
const LINK = { '1': true, '2': false } as const
const SPECIAL: Readonly<Record<string, string>> = {
  '3': 'a character device',
  '4': 'a block device',
  '6': 'a pipe',
}
/** What `torch.load` unpickles from the archives that PyTorch wrote before 2017. */
const LEGACY_TORCH = new Set(['storages', 'tensors', 'pickle', 'sys_info'])

export const tar: Format<TarFacts> = {
  id: 'tar',
  title: 'tar archive',
  extensions: ['.tar', '.nemo', '.mar'],
  onLoad: 'data',
  rules: [pathTraversal, specialMember, hiddenMember],
  // By checksum: archives from before POSIX have no magic, and readers do not ask for it.
  claims: ({ head }) => (head[0] !== 0 && tarHeader(head.subarray(0, 512)) !== undefined ? 'yes' : 'no'),
  *read({ path, bytes }, ctx) {
    enterContainer(ctx, bytes.size)
    const facts = collector()
    try {
      for (const event of tarMembers(bytes, ctx)) {
        if (event.kind === 'flaw') {
          yield { kind: 'gap', gap: gapAt(path, event.error) }
          continue
        }
        const { member } = event
        facts.add(member)
        if (!isFile(member.type) || member.bytes.size === 0) continue
        countInflated(ctx, 0, Math.min(member.bytes.size, bytes.size), member.bytes.size)
        yield child(path, member)
      }
    } finally {
      // Also when a limit ends the walk: what was seen counts.
      yield { kind: 'facts', facts: facts.done() }
    }
  },
}

function child(path: string, { name, bytes }: TarMember): Observation<TarFacts> {
  const entry = { path: memberPath(path, name), size: bytes.size, open: () => bytes }
  return LEGACY_TORCH.has(name) ? { kind: 'child', entry, as: ['pickle'] } : { kind: 'child', entry }
}

function collector(): { add(member: TarMember): void; done(): TarFacts } {
  const names: TarFacts['names'][number][] = []
  const specials: TarFacts['specials'][number][] = []
  const behindEnd: TarFacts['behindEnd'][number][] = []
  const links = new Map<string, TarLink>()
  let members = 0
  return {
    add({ name, type, link, at, behindEnd: behind }) {
      members++
      const kind = nameDanger(name)
      if (kind !== undefined && names.length < MAX_LISTED) names.push({ name, kind, at })
      if (behind && behindEnd.length < MAX_LISTED) behindEnd.push({ name, at })
      const through = linkAbove(name, links)
      if (through !== undefined) links.set(through.name, { ...through, through: name })
      const what = SPECIAL[type]
      if (what !== undefined && specials.length < MAX_LISTED) specials.push({ name, what, at })
      if ((type === '1' || type === '2') && links.size < MAX_LISTED) {
        const hard = LINK[type]
        // Hard links name a member of the archive; symbolic ones start from their own folder.
        const leaves = hard ? nameDanger(link) !== undefined : linkLeaves(name, link)
        links.set(name, { name, target: link, hard, leaves, at })
      }
    },
    done: () => ({ members, names, specials, behindEnd, links: [...links.values()] }),
  }
}

function linkAbove(name: string, links: ReadonlyMap<string, TarLink>): TarLink | undefined {
  if (links.size === 0) return undefined
  for (let slash = name.lastIndexOf('/'); slash > 0; slash = name.lastIndexOf('/', slash - 1)) {
    const link = links.get(name.slice(0, slash))
    if (link !== undefined && !link.hard) return link
  }
  return undefined
}
