export const ANNOTATION_TYPES: readonly string[] = ['other', 'review']
export const COMPLETENESS: readonly string[] = ['complete', 'incomplete', 'noAssertion']
export const EXTERNAL_IDENTIFIER_TYPES: readonly string[] = [
  'cpe22',
  'cpe23',
  'cve',
  'email',
  'gitoid',
  'other',
  'packageUrl',
  'securityOther',
  'swhid',
  'swid',
  'urlScheme',
]
export const EXTERNAL_REF_TYPES: readonly string[] = (
  'altDownloadLocation altWebPage binaryArtifact bower buildMeta buildSystem certificationReport chat ' +
  'componentAnalysisReport cwe documentation dynamicAnalysisReport eolNotice exportControlAssessment funding ' +
  'issueTracker license mailingList mavenCentral metrics npm nuget other privacyAssessment productMetadata ' +
  'purchaseOrder qualityAssessmentReport releaseHistory releaseNotes riskAssessment runtimeAnalysisReport ' +
  'secureSoftwareAttestation securityAdversaryModel securityAdvisory securityFix securityOther securityPenTestReport ' +
  'securityPolicy securityThreatModel socialMedia sourceArtifact staticAnalysisReport support vcs ' +
  'vulnerabilityDisclosureReport vulnerabilityExploitabilityAssessment'
).split(' ')
export const LIFECYCLE_SCOPES: readonly string[] = [
  'build',
  'design',
  'development',
  'other',
  'runtime',
  'test',
]
export const PRESENCE: readonly string[] = ['no', 'noAssertion', 'yes']
export const PROFILES = [
  'ai',
  'build',
  'core',
  'dataset',
  'expandedLicensing',
  'extension',
  'lite',
  'security',
  'simpleLicensing',
  'software',
] as const
export type Profile = (typeof PROFILES)[number]
export const SUPPORT: readonly string[] = [
  'deployed',
  'development',
  'endOfSupport',
  'limitedSupport',
  'noAssertion',
  'noSupport',
  'support',
]
export const PURPOSES: readonly string[] = (
  'application archive bom configuration container data device deviceDriver diskImage documentation evidence ' +
  'executable file filesystemImage firmware framework install library manifest model module operatingSystem other ' +
  'patch platform requirement source specification test'
).split(' ')
export const SBOM_TYPES: readonly string[] = ['analyzed', 'build', 'deployed', 'design', 'runtime', 'source']
export const DATASET_TYPES: readonly string[] =
  'audio categorical graph image noAssertion numeric other sensor structured syntactic text timeseries timestamp video'.split(
    ' ',
  )
export const AVAILABILITY: readonly string[] = [
  'clickthrough',
  'directDownload',
  'query',
  'registration',
  'scrapingScript',
]

/** Hex digits of each digest; undefined where the algorithm has no fixed length or gives no hash at all. */
export const HASH_DIGITS: ReadonlyMap<string, number | undefined> = new Map<string, number | undefined>([
  ['adler32', 8],
  ['blake2b256', 64],
  ['blake2b384', 96],
  ['blake2b512', 128],
  ['blake3', undefined],
  ['crystalsDilithium', undefined],
  ['crystalsKyber', undefined],
  ['falcon', undefined],
  ['md2', 32],
  ['md4', 32],
  ['md5', 32],
  ['md6', undefined],
  ['other', undefined],
  ['sha1', 40],
  ['sha224', 56],
  ['sha256', 64],
  ['sha384', 96],
  ['sha512', 128],
  ['sha3_224', 56],
  ['sha3_256', 64],
  ['sha3_384', 96],
  ['sha3_512', 128],
])
export const HASH_ALGORITHMS: readonly string[] = [...HASH_DIGITS.keys()]

/** Values that stand for an element of no document, with the class that they count as. */
export const INDIVIDUALS: ReadonlyMap<string, string> = new Map([
  ['NoAssertionElement', 'IndividualElement'],
  ['NoneElement', 'IndividualElement'],
  ['SpdxOrganization', 'Organization'],
  ['expandedlicensing_NoAssertionLicense', 'expandedlicensing_IndividualLicensingInfo'],
  ['expandedlicensing_NoneLicense', 'expandedlicensing_IndividualLicensingInfo'],
])
