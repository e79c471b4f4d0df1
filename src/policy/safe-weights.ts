import { posix } from 'node:path'
import type { Artifact, Component } from '../model/component.ts'
import { fingerprint, type Finding, type Gap } from '../model/finding.ts'
import { outermostPath } from '../model/location.ts'
import { atLeast } from '../model/severity.ts'
import { isHubName } from '../names/hub.ts'
import { isTrainingState, safeWeights, type SafeWeights } from '../names/safe-weights.ts'
import { RUNS_CODE } from './policy.ts'
import { deniedFormat, safeSibling } from './rules.ts'

export interface Judged {
  readonly artifacts: readonly Artifact[]
  readonly components: readonly Component[]
  readonly gaps: readonly Gap[]
}

/** Formats whose weights have a twin in safetensors by name. */
const PICKLES: ReadonlySet<string> = new Set(['pickle', 'torch', 'paddle'])

/**
 * Tells with each finding about weights whose loader runs code where the same weights lie as safetensors, or how to
 * find out. Where such weights have no finding that stops them, the offer is a finding of its own.
 */
export function withSafeWeights(findings: readonly Finding[], judged: Judged): Finding[] {
  const { artifacts, components } = judged
  const spoiled = new Set([
    ...findings.filter((f) => atLeast(f.severity, 'medium')).map((f) => outermostPath(f.at.path)),
    ...judged.gaps.map((g) => outermostPath(g.at.path)),
  ])
  const offers = safeWeights(artifacts, ({ path, format }) => PICKLES.has(format) && !isTrainingState(path))
  // Nobody is sent from one file that should not be loaded to another.
  for (const [path, { files }] of offers) if (files.some((f) => spoiled.has(f))) offers.delete(path)
  const owners = new Map(components.flatMap((c) => c.artifacts.map((path) => [path, c] as const)))
  const formats = new Map(artifacts.map((a) => [a.path, a.format]))

  const told = new Set<string>()
  const advised = findings.map((finding) => {
    const path = outermostPath(finding.at.path)
    if (!isAboutCode(finding) || !atLeast(finding.severity, 'medium')) return finding
    const advice = adviceFor(finding, offers.get(path), owners.get(path), formats)
    if (advice === undefined) return finding
    told.add(path)
    return { ...finding, remedy: `${finding.remedy} ${advice}` }
  })
  const digests = new Map(artifacts.map((a) => [a.path, a.digest]))
  const open = [...offers].filter(([path]) => !told.has(path))
  return [
    ...advised,
    ...open.map(([path, offer]) => offerOf(path, offer, owners.get(path)?.id, digests.get(path))),
  ]
}

/** Of the formats themselves, of what hides in them, or of the policy on them. */
function isAboutCode({ rule }: Finding): boolean {
  return rule === deniedFormat.id || RUNS_CODE.some((format) => rule.startsWith(`${format}-`))
}

function adviceFor(
  { severity, at }: Finding,
  offer: SafeWeights | undefined,
  owner: Component | undefined,
  formats: ReadonlyMap<string, string>,
): string | undefined {
  if (offer) {
    if (offer.missing.length > 0) return `${offerText(offer)}.`
    // Whoever plants code in one file of a folder has had the others in hand as well.
    if (severity === 'critical')
      return `${nameOf(offer)} beside it runs no code, but comes from the same hands.`
    return `${offerText(offer)}.`
  }
  if (isTrainingState(outermostPath(at.path)))
    return 'It is left from training and not needed to load the model: leave it out.'
  const named = owner?.kind === 'model' && owner.identity.purl?.startsWith('pkg:huggingface/') === true
  if (!named || !isHubName(owner.name)) return undefined
  if (owner.artifacts.some((path) => formats.get(path) === 'safetensors')) return undefined
  const revision = /^[0-9a-f]{40}$/.test(owner.version ?? '') ? ` --revision ${owner.version}` : ''
  return `If ${owner.name} publishes safetensors, this fetches them: hf download ${owner.name}${revision} --include '*.safetensors'.`
}

function nameOf({ path, parts }: SafeWeights): string {
  const name = posix.basename(path)
  return parts === 1 ? name : `${name} with its ${parts} shards`
}

function offerText(offer: SafeWeights): string {
  const { files, missing, parts, isPretrained } = offer
  const lacks = missing.length > 1 ? `${missing[0]} and ${missing.length - 1} more are` : `${missing[0]} is`
  if (missing.length > 0)
    return `${files.length} of ${parts} safetensors files of these weights are here, ${lacks} not: fetch what is missing and load those`
  return `${nameOf(offer)} is here: load that one${isPretrained ? ' (use_safetensors=True)' : ''}`
}

function offerOf(
  path: string,
  offer: SafeWeights,
  owner: string | undefined,
  digest: Artifact['digest'],
): Finding {
  const { id: rule, severity, confidence, remedy } = safeSibling
  const at = { path }
  const beside = posix.basename(offer.path)
  return {
    rule,
    severity,
    confidence,
    remedy,
    subject: owner ?? `file:${path}`,
    at,
    message: `is a pickle, and the same weights lie beside it as safetensors: ${offerText(offer)}`,
    evidence: [{ at, says: `${beside} is safetensors in the same folder, by its name of the same weights` }],
    fingerprint: fingerprint(rule, digest ? { digest } : {}, beside),
  }
}
