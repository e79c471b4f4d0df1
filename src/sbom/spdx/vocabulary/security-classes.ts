import {
  abstract,
  BOOLEAN,
  concrete,
  DECIMAL,
  INSTANT,
  object,
  required,
  term,
  TEXT,
  URI,
  type ClassTable,
} from './class-table.ts'

const SEVERITIES = ['critical', 'high', 'low', 'medium', 'none']
const JUSTIFICATIONS = [
  'componentNotPresent',
  'inlineMitigationsAlreadyExist',
  'vulnerableCodeCannotBeControlledByAdversary',
  'vulnerableCodeNotInExecutePath',
  'vulnerableCodeNotPresent',
]

/** Known so that documents of others can be read and checked; none of these is written. */
export const SECURITY_CLASSES: ClassTable = {
  security_CvssSeverityType: concrete(undefined),
  security_ExploitCatalogType: concrete(undefined),
  security_SsvcDecisionType: concrete(undefined),
  security_VexJustificationType: concrete(undefined),
  security_Vulnerability: concrete('Artifact', {
    security_modifiedTime: INSTANT,
    security_publishedTime: INSTANT,
    security_withdrawnTime: INSTANT,
  }),
  security_VulnAssessmentRelationship: abstract('Relationship', {
    suppliedBy: object('Agent'),
    security_assessedElement: object('software_SoftwareArtifact'),
    security_modifiedTime: INSTANT,
    security_publishedTime: INSTANT,
    security_withdrawnTime: INSTANT,
  }),
  security_CvssV2VulnAssessmentRelationship: concrete('security_VulnAssessmentRelationship', {
    security_score: required(DECIMAL),
    security_vectorString: required(TEXT),
  }),
  security_CvssV3VulnAssessmentRelationship: concrete('security_VulnAssessmentRelationship', {
    security_score: required(DECIMAL),
    security_severity: required(term(SEVERITIES)),
    security_vectorString: required(TEXT),
  }),
  security_CvssV4VulnAssessmentRelationship: concrete('security_VulnAssessmentRelationship', {
    security_score: required(DECIMAL),
    security_severity: required(term(SEVERITIES)),
    security_vectorString: required(TEXT),
  }),
  security_EpssVulnAssessmentRelationship: concrete('security_VulnAssessmentRelationship', {
    security_percentile: required(DECIMAL),
    security_probability: required(DECIMAL),
  }),
  security_ExploitCatalogVulnAssessmentRelationship: concrete('security_VulnAssessmentRelationship', {
    security_catalogType: required(term(['kev', 'other'])),
    security_exploited: required(BOOLEAN),
    security_locator: required(URI),
  }),
  security_SsvcVulnAssessmentRelationship: concrete('security_VulnAssessmentRelationship', {
    security_decisionType: required(term(['act', 'attend', 'track', 'trackStar'])),
  }),
  security_VexVulnAssessmentRelationship: abstract('security_VulnAssessmentRelationship', {
    security_statusNotes: TEXT,
    security_vexVersion: TEXT,
  }),
  security_VexAffectedVulnAssessmentRelationship: concrete('security_VexVulnAssessmentRelationship', {
    security_actionStatement: required(TEXT),
    security_actionStatementTime: INSTANT,
  }),
  security_VexFixedVulnAssessmentRelationship: concrete('security_VexVulnAssessmentRelationship'),
  security_VexNotAffectedVulnAssessmentRelationship: concrete('security_VexVulnAssessmentRelationship', {
    security_impactStatement: TEXT,
    security_impactStatementTime: INSTANT,
    security_justificationType: term(JUSTIFICATIONS),
  }),
  security_VexUnderInvestigationVulnAssessmentRelationship: concrete(
    'security_VexVulnAssessmentRelationship',
  ),
}
