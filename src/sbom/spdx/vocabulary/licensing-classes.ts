import {
  abstract,
  BOOLEAN,
  concrete,
  object,
  objects,
  required,
  SEMANTIC_VERSION,
  TEXT,
  URIS,
  type ClassTable,
} from './class-table.ts'

/** Simple and expanded licensing, and the one extension that the standard defines itself. */
export const LICENSING_CLASSES: ClassTable = {
  simplelicensing_AnyLicenseInfo: abstract('Element'),
  simplelicensing_LicenseExpression: concrete('simplelicensing_AnyLicenseInfo', {
    simplelicensing_customIdToUri: objects('DictionaryEntry'),
    simplelicensing_licenseExpression: required(TEXT),
    simplelicensing_licenseListVersion: SEMANTIC_VERSION,
  }),
  simplelicensing_SimpleLicensingText: concrete('Element', { simplelicensing_licenseText: required(TEXT) }),

  expandedlicensing_LicenseAddition: abstract('Element', {
    expandedlicensing_additionText: required(TEXT),
    expandedlicensing_isDeprecatedAdditionId: BOOLEAN,
    expandedlicensing_licenseXml: TEXT,
    expandedlicensing_obsoletedBy: TEXT,
    expandedlicensing_seeAlso: URIS,
    expandedlicensing_standardAdditionTemplate: TEXT,
  }),
  expandedlicensing_ListedLicenseException: concrete('expandedlicensing_LicenseAddition', {
    expandedlicensing_deprecatedVersion: TEXT,
    expandedlicensing_listVersionAdded: TEXT,
  }),
  expandedlicensing_CustomLicenseAddition: concrete('expandedlicensing_LicenseAddition'),
  expandedlicensing_ConjunctiveLicenseSet: concrete('simplelicensing_AnyLicenseInfo', {
    expandedlicensing_member: objects('simplelicensing_AnyLicenseInfo', 2),
  }),
  expandedlicensing_DisjunctiveLicenseSet: concrete('simplelicensing_AnyLicenseInfo', {
    expandedlicensing_member: objects('simplelicensing_AnyLicenseInfo', 2),
  }),
  expandedlicensing_IndividualLicensingInfo: concrete('simplelicensing_AnyLicenseInfo'),
  expandedlicensing_ExtendableLicense: abstract('simplelicensing_AnyLicenseInfo'),
  expandedlicensing_License: abstract('expandedlicensing_ExtendableLicense', {
    expandedlicensing_isDeprecatedLicenseId: BOOLEAN,
    expandedlicensing_isFsfLibre: BOOLEAN,
    expandedlicensing_isOsiApproved: BOOLEAN,
    expandedlicensing_licenseXml: TEXT,
    expandedlicensing_obsoletedBy: TEXT,
    expandedlicensing_seeAlso: URIS,
    expandedlicensing_standardLicenseHeader: TEXT,
    expandedlicensing_standardLicenseTemplate: TEXT,
    simplelicensing_licenseText: required(TEXT),
  }),
  expandedlicensing_ListedLicense: concrete('expandedlicensing_License', {
    expandedlicensing_deprecatedVersion: TEXT,
    expandedlicensing_listVersionAdded: TEXT,
  }),
  expandedlicensing_CustomLicense: concrete('expandedlicensing_License'),
  expandedlicensing_OrLaterOperator: concrete('expandedlicensing_ExtendableLicense', {
    expandedlicensing_subjectLicense: required(object('expandedlicensing_License')),
  }),
  expandedlicensing_WithAdditionOperator: concrete('simplelicensing_AnyLicenseInfo', {
    expandedlicensing_subjectAddition: required(object('expandedlicensing_LicenseAddition')),
    expandedlicensing_subjectExtendableLicense: required(object('expandedlicensing_ExtendableLicense')),
  }),

  extension_CdxPropertyEntry: concrete(undefined, {
    extension_cdxPropName: required(TEXT),
    extension_cdxPropValue: TEXT,
  }),
  extension_CdxPropertiesExtension: concrete(undefined, {
    extension_cdxProperty: objects('extension_CdxPropertyEntry', 1),
  }),
}
