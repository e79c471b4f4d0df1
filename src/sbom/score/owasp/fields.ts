export const CATEGORIES = [
  'required_fields',
  'metadata',
  'component_basic',
  'component_model_card',
  'external_references',
] as const
export type Category = (typeof CATEGORIES)[number]

/** Points of a category whose fields are all there. */
export const POINTS: Readonly<Record<Category, number>> = {
  required_fields: 20,
  metadata: 20,
  component_basic: 20,
  component_model_card: 30,
  external_references: 10,
}

export type Tier = 'critical' | 'important' | 'supplementary'

/** A key, an index, or the first entry of a list whose key has a value. */
export type Step = string | number | readonly [key: string, value: string]

export interface OwaspField {
  readonly name: string
  readonly tier: Tier
  readonly category: Category
  /** Where the generator looks first, from the root of the document; `components[0]` is the model. */
  readonly path: readonly Step[]
  /** Counts when it is there, and is not asked for when it is not: what only GGUF files say. */
  readonly onlyIfPresent?: true
  /** Where CycloneDX has its place for it, from the model; a hint, it never counts. */
  readonly properPlace?: string
}

const MODEL: readonly Step[] = ['components', 0]
/** The registry writes `$.component`, which no CycloneDX document has: such a field is found by its name alone. */
const NOWHERE: readonly Step[] = ['component']
const CARD: readonly Step[] = [...MODEL, 'modelCard']

function property(holder: readonly Step[], name: string): readonly Step[] {
  return [...holder, 'properties', ['name', name], 'value']
}

function inMetadata(name: string): readonly Step[] {
  return property(['metadata'], name)
}

function inCard(name: string): readonly Step[] {
  return property(CARD, `genai:aibom:modelcard:${name}`)
}

function reference(holder: readonly Step[], type: string): readonly Step[] {
  return [...holder, 'externalReferences', ['type', type]]
}

function field(
  name: string,
  tier: Tier,
  category: Category,
  path: readonly Step[],
  properPlace?: string,
): OwaspField {
  return { name, tier, category, path, ...(properPlace !== undefined && { properPlace }) }
}

function gguf(name: string, word: string): OwaspField {
  return {
    name,
    tier: 'supplementary',
    category: 'component_model_card',
    path: inCard(word),
    onlyIfPresent: true,
  }
}

const PARAMETERS = 'modelCard.modelParameters'
const CONSIDERED = 'modelCard.considerations'

/** The 48 fields of the generator's registry. */
export const OWASP_FIELDS: readonly OwaspField[] = [
  ...['bomFormat', 'specVersion', 'serialNumber', 'version'].map((name) =>
    field(name, 'critical', 'required_fields', [name]),
  ),

  field(
    'primaryPurpose',
    'critical',
    'metadata',
    [...NOWHERE, 'modelCard', 'modelParameters', 'task'],
    `${PARAMETERS}.task`,
  ),
  field('suppliedBy', 'critical', 'metadata', [...NOWHERE, 'supplier', 'name'], 'supplier.name'),
  field('standardCompliance', 'supplementary', 'metadata', inMetadata('standardCompliance')),
  field('domain', 'supplementary', 'metadata', inMetadata('domain')),
  field('autonomyType', 'supplementary', 'metadata', inMetadata('autonomyType')),

  field('name', 'critical', 'component_basic', [...MODEL, 'name']),
  field('type', 'critical', 'component_basic', [...MODEL, 'type']),
  field('component_version', 'critical', 'component_basic', [...MODEL, 'version']),
  field('purl', 'important', 'component_basic', [...MODEL, 'purl']),
  field('description', 'important', 'component_basic', [...MODEL, 'description']),
  field('licenses', 'important', 'component_basic', [...MODEL, 'licenses']),
  field('external_references', 'supplementary', 'component_basic', [...MODEL, 'externalReferences']),

  field('datasets', 'important', 'component_model_card', [
    ...NOWHERE,
    'modelCard',
    'modelParameters',
    'datasets',
  ]),
  field('ethicalConsiderations', 'important', 'component_model_card', [
    ...NOWHERE,
    'modelCard',
    'considerations',
    'ethicalConsiderations',
    0,
    'description',
  ]),
  field('energyConsumption', 'important', 'component_model_card', inMetadata('energyConsumption')),
  field('hyperparameter', 'important', 'component_model_card', inCard('hyperparameter')),
  field('technicalLimitations', 'important', 'component_model_card', [
    ...NOWHERE,
    'modelCard',
    'considerations',
    'technicalLimitations',
    0,
  ]),
  field('safetyRiskAssessment', 'important', 'component_model_card', inMetadata('safetyRiskAssessment')),
  field(
    'intendedUse',
    'important',
    'component_model_card',
    [...NOWHERE, 'modelCard', 'considerations', 'useCases', 0],
    `${CONSIDERED}.useCases`,
  ),
  field('typeOfModel', 'important', 'component_model_card', [
    ...CARD,
    'modelParameters',
    'modelArchitecture',
  ]),
  field('modelExplainability', 'supplementary', 'component_model_card', inCard('modelCardExplainability')),
  ...['energyQuantity', 'energyUnit', 'informationAboutTraining', 'informationAboutApplication'].map((name) =>
    field(name, 'supplementary', 'component_model_card', inMetadata(name)),
  ),
  field(
    'metric',
    'supplementary',
    'component_model_card',
    inMetadata('metric'),
    'modelCard.quantitativeAnalysis.performanceMetrics',
  ),
  ...['metricDecisionThreshold', 'modelDataPreprocessing', 'useSensitivePersonalInformation'].map((name) =>
    field(name, 'supplementary', 'component_model_card', inMetadata(name)),
  ),
  gguf('vocab_size', 'vocabSize'),
  gguf('tokenizer_class', 'tokenizerClass'),
  gguf('context_length', 'contextLength'),
  gguf('embedding_length', 'embeddingLength'),
  gguf('block_count', 'blockCount'),
  gguf('attention_head_count', 'attentionHeadCount'),
  gguf('attention_head_count_kv', 'attentionHeadCountKV'),
  gguf('feed_forward_length', 'feedForwardLength'),
  gguf('rope_dimension_count', 'ropeDimensionCount'),
  gguf('quantization_version', 'quantizationVersion'),
  gguf('quantization_file_type', 'quantizationFileType'),

  // Its path has an «or» that the generator's reader does not know; the reference is found by its type.
  field('downloadLocation', 'important', 'external_references', []),
  field('vcs', 'supplementary', 'external_references', [...reference(MODEL, 'vcs'), 'url']),
  field('website', 'supplementary', 'external_references', [...reference(MODEL, 'website'), 'url']),
  field(
    'paper',
    'supplementary',
    'external_references',
    reference(['metadata', 'component'], 'documentation'),
  ),
]

export interface Profile {
  readonly name: 'basic' | 'standard' | 'advanced'
  readonly minimum: number
  readonly fields: readonly string[]
}

const BASIC = ['bomFormat', 'specVersion', 'serialNumber', 'version', 'name']
const STANDARD = [...BASIC, 'downloadLocation', 'primaryPurpose', 'suppliedBy']
const ADVANCED = [
  ...STANDARD,
  'type',
  'purl',
  'description',
  'licenses',
  'hyperparameter',
  'technicalLimitations',
  'energyConsumption',
  'safetyRiskAssessment',
  'typeOfModel',
]

/** From the strictest to the least. */
export const PROFILES: readonly Profile[] = [
  { name: 'advanced', minimum: 85, fields: ADVANCED },
  { name: 'standard', minimum: 70, fields: STANDARD },
  { name: 'basic', minimum: 40, fields: BASIC },
]
