/** Between which classes a type of relationship may lead, as its definition says. */
export interface RelationshipEnds {
  readonly from?: string
  readonly to?: string
  /** Class that the relationship itself must have. */
  readonly as?: string
  /** Whether it happens in a phase of the life cycle, so that it may carry a scope. */
  readonly scoped?: true
}

const VULNERABILITY = 'security_Vulnerability'
const ASSESSMENT = 'security_VulnAssessmentRelationship'
const AGENT_OF_VULNERABILITY: RelationshipEnds = { from: VULNERABILITY, to: 'Agent' }
const LICENSE: RelationshipEnds = {
  from: 'software_SoftwareArtifact',
  to: 'simplelicensing_AnyLicenseInfo',
}
const ANY: RelationshipEnds = {}
const SCOPED: RelationshipEnds = { scoped: true }

export const RELATIONSHIP_ENDS: Readonly<Record<string, RelationshipEnds>> = {
  affects: { from: VULNERABILITY, as: 'security_VexAffectedVulnAssessmentRelationship' },
  amendedBy: ANY,
  ancestorOf: ANY,
  availableFrom: { to: 'Agent' },
  configures: SCOPED,
  contains: ANY,
  coordinatedBy: AGENT_OF_VULNERABILITY,
  copiedTo: ANY,
  delegatedTo: { from: 'Agent', to: 'Relationship', scoped: true },
  dependsOn: SCOPED,
  descendantOf: ANY,
  describes: ANY,
  doesNotAffect: { from: VULNERABILITY, as: 'security_VexNotAffectedVulnAssessmentRelationship' },
  expandsTo: ANY,
  exploitCreatedBy: AGENT_OF_VULNERABILITY,
  fixedBy: AGENT_OF_VULNERABILITY,
  fixedIn: { from: VULNERABILITY, as: 'security_VexFixedVulnAssessmentRelationship' },
  foundBy: AGENT_OF_VULNERABILITY,
  generates: ANY,
  hasAddedFile: { to: 'software_File' },
  hasAssessmentFor: { from: VULNERABILITY, as: ASSESSMENT },
  hasAssociatedVulnerability: { from: 'Artifact', to: VULNERABILITY },
  hasConcludedLicense: LICENSE,
  hasDataFile: ANY,
  hasDeclaredLicense: LICENSE,
  hasDeletedFile: { to: 'software_File' },
  hasDependencyManifest: ANY,
  hasDistributionArtifact: ANY,
  hasDocumentation: ANY,
  hasDynamicLink: SCOPED,
  hasEvidence: ANY,
  hasExample: ANY,
  hasHost: { from: 'build_Build', scoped: true },
  hasInput: { from: 'build_Build', scoped: true },
  hasMetadata: ANY,
  hasOptionalComponent: ANY,
  hasOptionalDependency: SCOPED,
  hasOutput: { from: 'build_Build', scoped: true },
  hasPrerequisite: SCOPED,
  hasProvidedDependency: SCOPED,
  hasRequirement: SCOPED,
  hasSpecification: SCOPED,
  hasStaticLink: SCOPED,
  hasTest: SCOPED,
  hasTestCase: ANY,
  hasVariant: ANY,
  invokedBy: { to: 'Agent', scoped: true },
  modifiedBy: ANY,
  other: SCOPED,
  packagedBy: ANY,
  patchedBy: ANY,
  publishedBy: AGENT_OF_VULNERABILITY,
  reportedBy: AGENT_OF_VULNERABILITY,
  republishedBy: AGENT_OF_VULNERABILITY,
  serializedInArtifact: { from: 'SpdxDocument', to: 'Artifact' },
  testedOn: ANY,
  trainedOn: ANY,
  underInvestigationFor: {
    from: VULNERABILITY,
    as: 'security_VexUnderInvestigationVulnAssessmentRelationship',
  },
  usesTool: SCOPED,
}

export const RELATIONSHIP_TYPES: readonly string[] = Object.keys(RELATIONSHIP_ENDS)
