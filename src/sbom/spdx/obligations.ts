import { isA } from './vocabulary/classes.ts'
import type { Profile } from './vocabulary/terms.ts'

/** Enough of an element to tell what a profile asks of it. */
export interface Obliged {
  readonly type: string
  readonly spdxId: string
  has(property: string): boolean
}

export interface ObligedRelationship {
  readonly type: string
  readonly from: string
  readonly scope: string
}

interface ProfileObligations {
  readonly class: string
  /** Optional elsewhere, mandatory here. */
  readonly properties: readonly string[]
  /** Exactly one relationship of each type. */
  readonly exactlyOne: readonly string[]
  /** At least one relationship of the build phase for each; alternatives count as well. */
  readonly inBuild: readonly (readonly [string, ...string[]])[]
}

const LICENSES = ['hasConcludedLicense', 'hasDeclaredLicense']

/** What profiles ask for beyond the classes: their restrictions of properties of other profiles, and their conformance pages. */
const OBLIGATIONS: Partial<Readonly<Record<Profile, readonly ProfileObligations[]>>> = {
  software: [
    { class: 'software_Package', properties: ['name'], exactlyOne: [], inBuild: [] },
    { class: 'software_File', properties: ['name'], exactlyOne: [], inBuild: [] },
  ],
  ai: [
    {
      class: 'ai_AIPackage',
      properties: [
        'releaseTime',
        'suppliedBy',
        'software_downloadLocation',
        'software_packageVersion',
        'software_primaryPurpose',
      ],
      exactlyOne: LICENSES,
      inBuild: [],
    },
  ],
  dataset: [
    {
      class: 'dataset_DatasetPackage',
      properties: [
        'builtTime',
        'originatedBy',
        'releaseTime',
        'software_downloadLocation',
        'software_primaryPurpose',
      ],
      exactlyOne: LICENSES,
      inBuild: [],
    },
  ],
  build: [
    {
      class: 'build_Build',
      properties: [],
      exactlyOne: [],
      inBuild: [['hasInput', 'configures', 'usesTool'], ['hasOutput'], ['invokedBy']],
    },
  ],
}

export interface Unmet {
  readonly spdxId: string
  readonly missing: string
}

/** What the elements lack for the profile. */
export function unmetObligations(
  profile: Profile,
  elements: readonly Obliged[],
  relationships: readonly ObligedRelationship[],
): Unmet[] {
  const rows = OBLIGATIONS[profile] ?? []
  if (rows.length === 0) return []
  const counts = new Map<string, number>()
  const count = (key: string): unknown => counts.set(key, (counts.get(key) ?? 0) + 1)
  for (const { type, from, scope } of relationships) {
    count(`${type} ${from}`)
    if (scope === 'build') count(`build ${type} ${from}`)
  }
  return rows.flatMap((row) =>
    elements
      .filter(({ type }) => isA(type, row.class))
      .flatMap((element) => {
        const { spdxId } = element
        return [
          ...row.properties.filter((property) => !element.has(property)),
          ...row.exactlyOne
            .filter((type) => counts.get(`${type} ${spdxId}`) !== 1)
            .map((type) => `exactly one ${type} relationship`),
          ...row.inBuild
            .filter((types) => !types.some((type) => counts.has(`build ${type} ${spdxId}`)))
            .map(([type]) => `${type} relationship of the build`),
        ].map((missing) => ({ spdxId, missing }))
      }),
  )
}

/** The class whose elements make a profile worth claiming. */
export const PROFILE_CLASSES: readonly (readonly [Profile, string])[] = [
  ['software', 'software_SoftwareArtifact'],
  ['ai', 'ai_AIPackage'],
  ['dataset', 'dataset_DatasetPackage'],
  ['build', 'build_Build'],
  ['simpleLicensing', 'simplelicensing_LicenseExpression'],
]
