import {
  abstract,
  concrete,
  COUNT,
  DECIMAL,
  INSTANT,
  MEDIA_TYPE,
  object,
  objects,
  required,
  term,
  terms,
  TEXT,
  TEXTS,
  URI,
  URIS,
  type ClassTable,
} from './class-table.ts'
import { AVAILABILITY, DATASET_TYPES, PRESENCE, PURPOSES, SBOM_TYPES } from './terms.ts'

const SOFTWARE_CLASSES: ClassTable = {
  software_ContentIdentifierType: concrete(undefined),
  software_FileKindType: concrete(undefined),
  software_SbomType: concrete(undefined),
  software_SoftwarePurpose: concrete(undefined),
  software_ContentIdentifier: concrete('IntegrityMethod', {
    software_contentIdentifierType: required(term(['gitoid', 'swhid'])),
    software_contentIdentifierValue: required(URI),
  }),
  software_SoftwareArtifact: abstract('Artifact', {
    software_additionalPurpose: terms(PURPOSES),
    software_attributionText: TEXTS,
    software_contentIdentifier: objects('software_ContentIdentifier'),
    software_copyrightText: TEXT,
    software_primaryPurpose: term(PURPOSES),
  }),
  software_File: concrete('software_SoftwareArtifact', {
    contentType: MEDIA_TYPE,
    software_fileKind: term(['directory', 'file']),
  }),
  software_Package: concrete('software_SoftwareArtifact', {
    software_downloadLocation: URI,
    software_homePage: URI,
    software_packageUrl: URI,
    software_packageVersion: TEXT,
    software_sourceInfo: TEXT,
  }),
  software_Sbom: concrete('Bom', { software_sbomType: terms(SBOM_TYPES) }),
  software_Snippet: concrete('software_SoftwareArtifact', {
    software_byteRange: object('PositiveIntegerRange'),
    software_lineRange: object('PositiveIntegerRange'),
    software_snippetFromFile: required(object('software_File')),
  }),
}

const AI_CLASSES: ClassTable = {
  ai_EnergyUnitType: concrete(undefined),
  ai_SafetyRiskAssessmentType: concrete(undefined),
  ai_EnergyConsumption: concrete(undefined, {
    ai_finetuningEnergyConsumption: objects('ai_EnergyConsumptionDescription'),
    ai_inferenceEnergyConsumption: objects('ai_EnergyConsumptionDescription'),
    ai_trainingEnergyConsumption: objects('ai_EnergyConsumptionDescription'),
  }),
  ai_EnergyConsumptionDescription: concrete(undefined, {
    ai_energyQuantity: required(DECIMAL),
    ai_energyUnit: required(term(['kilowattHour', 'megajoule', 'other'])),
  }),
  ai_AIPackage: concrete('software_Package', {
    ai_autonomyType: term(PRESENCE),
    ai_domain: TEXTS,
    ai_energyConsumption: object('ai_EnergyConsumption'),
    ai_hyperparameter: objects('DictionaryEntry'),
    ai_informationAboutApplication: TEXT,
    ai_informationAboutTraining: TEXT,
    ai_limitation: TEXT,
    ai_metric: objects('DictionaryEntry'),
    ai_metricDecisionThreshold: objects('DictionaryEntry'),
    ai_modelDataPreprocessing: TEXTS,
    ai_modelExplainability: TEXTS,
    ai_safetyRiskAssessment: term(['high', 'low', 'medium', 'serious']),
    ai_standardCompliance: TEXTS,
    ai_typeOfModel: TEXTS,
    ai_useSensitivePersonalInformation: term(PRESENCE),
  }),
}

const DATASET_CLASSES: ClassTable = {
  dataset_ConfidentialityLevelType: concrete(undefined),
  dataset_DatasetAvailabilityType: concrete(undefined),
  dataset_DatasetType: concrete(undefined),
  dataset_DatasetPackage: concrete('software_Package', {
    dataset_anonymizationMethodUsed: TEXTS,
    dataset_confidentialityLevel: term(['amber', 'clear', 'green', 'red']),
    dataset_dataCollectionProcess: TEXT,
    dataset_dataPreprocessing: TEXTS,
    dataset_datasetAvailability: term(AVAILABILITY),
    dataset_datasetNoise: TEXT,
    dataset_datasetSize: COUNT,
    dataset_datasetType: terms(DATASET_TYPES, 1),
    dataset_datasetUpdateMechanism: TEXT,
    dataset_hasSensitivePersonalInformation: term(PRESENCE),
    dataset_intendedUse: TEXT,
    dataset_knownBias: TEXTS,
    dataset_sensor: objects('DictionaryEntry'),
  }),
}

const BUILD_CLASSES: ClassTable = {
  build_Build: concrete('Element', {
    build_buildEndTime: INSTANT,
    build_buildId: TEXT,
    build_buildStartTime: INSTANT,
    build_buildType: required(URI),
    build_configSourceDigest: objects('Hash'),
    build_configSourceEntrypoint: TEXTS,
    build_configSourceUri: URIS,
    build_environment: objects('DictionaryEntry'),
    build_parameter: objects('DictionaryEntry'),
  }),
}

/** What software, models, data and training runs are described by. */
export const SYSTEM_CLASSES: ClassTable = {
  ...SOFTWARE_CLASSES,
  ...AI_CLASSES,
  ...DATASET_CLASSES,
  ...BUILD_CLASSES,
}
