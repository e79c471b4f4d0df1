import type { SightedAt } from '../inventory/identify.ts'
import type { Status } from '../model/attribute.ts'
import type { DerivationClaim } from '../model/derivation-claim.ts'
import type { Subject } from '../model/sighting.ts'
import { hubSubject, isHubName } from '../names/hub.ts'
import { parsePurl } from '../names/purl.ts'
import type { FoundDerivation } from './derivations.ts'

/** Deviations that leave a model recognisable as a descendant of what it was compared with. */
const RELATED: ReadonlySet<string> = new Set([
  'single-edit',
  'abliteration',
  'adapter-merge',
  'row-surgery',
  'fine-tune',
  'scale-steering',
  'metadata-edit',
])

/** What the inventory learns from results: of what a model is made, and how sure that is. */
export function derivationSightings(found: readonly FoundDerivation[]): SightedAt[] {
  return found.flatMap((derivation) => {
    const { claim, files, source } = derivation
    const [file] = files
    if (file === undefined) return []
    const { level, class: kind, reference } = claim
    const evidence = {
      at: { path: source },
      says: `finds it ${level}, ${kind}, against ${reference.name}`,
    }
    const to = isDescendant(claim) ? baseOf(derivation) : undefined
    const named = to?.by === 'name' ? to.name : reference.name
    return [
      {
        path: file,
        sighting: {
          subject: { by: 'holder', kind: 'model' },
          evidence,
          attributes: [
            {
              name: 'derivation',
              key: named,
              value: `${level} ${kind}`,
              status: statusOf(derivation),
              evidence,
            },
          ],
          relations: to ? [{ kind: 'derived-from', to }] : [],
          distributions: [],
        },
      },
    ]
  })
}

function isDescendant({ level, class: kind }: DerivationClaim): boolean {
  return level === 'L0' ? RELATED.has(kind) : level !== 'U'
}

/** Codes that are proven are verified; what is consistent is concluded; anybody else's word is a declaration. */
function statusOf({ isTrusted, claim: { level } }: FoundDerivation): Status {
  if (!isTrusted) return 'declared'
  return level === 'L3' || level === 'L2' ? 'verified' : 'inferred'
}

/** The base where it lies, else by its name on the hub, else by a name that only the result knows. */
function baseOf({ reference: [local], claim: { reference }, source }: FoundDerivation): Subject {
  if (local !== undefined) return { by: 'path', kind: 'model', path: local }
  const parts = reference.purl === undefined ? undefined : parsePurl(reference.purl)
  const name = `${parts?.namespace}/${parts?.name}`
  if (parts?.type === 'huggingface' && isHubName(name)) return hubSubject('model', name, parts.version)
  return { by: 'name', kind: 'model', registry: source, name: reference.name.slice(0, 200) }
}
