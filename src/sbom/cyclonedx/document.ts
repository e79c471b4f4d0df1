import type { Property } from '../properties.ts'

/** The part of CycloneDX that is written here, in the order in which it is written. */
export interface CycloneDxDocument {
  readonly $schema: string
  readonly bomFormat: 'CycloneDX'
  readonly specVersion: CycloneDxVersion
  readonly serialNumber: string
  readonly version: number
  readonly metadata: Metadata
  readonly components: readonly Component[]
  readonly services?: readonly Service[]
  readonly dependencies: readonly Dependency[]
  readonly compositions?: readonly Composition[]
  readonly annotations?: readonly Annotation[]
  readonly formulation?: readonly Formula[]
  readonly citations?: readonly Citation[]
  readonly properties?: readonly Property[]
}

export const CYCLONEDX_VERSIONS = ['1.7', '1.6'] as const
export type CycloneDxVersion = (typeof CYCLONEDX_VERSIONS)[number]

export interface Metadata {
  readonly timestamp: string
  readonly lifecycles: readonly (
    | { readonly phase: string }
    | { readonly name: string; readonly description: string }
  )[]
  readonly tools: { readonly components: readonly Component[] }
  readonly component: Component
  readonly properties?: readonly Property[]
}

export type ComponentType =
  | 'application'
  | 'framework'
  | 'library'
  | 'container'
  | 'file'
  | 'machine-learning-model'
  | 'data'

export interface Component {
  readonly type: ComponentType
  readonly 'bom-ref'?: string
  readonly supplier?: Organization
  readonly authors?: readonly Contact[]
  readonly group?: string
  readonly name: string
  readonly version?: string
  readonly isExternal?: boolean
  readonly description?: string
  readonly hashes?: readonly Hash[]
  readonly licenses?: readonly LicenseChoice[]
  readonly purl?: string
  readonly swhid?: readonly string[]
  readonly pedigree?: { readonly ancestors?: readonly Component[]; readonly notes?: string }
  readonly externalReferences?: readonly ExternalReference[]
  readonly components?: readonly Component[]
  readonly evidence?: ComponentEvidence
  readonly modelCard?: ModelCard
  readonly data?: readonly ComponentData[]
  readonly properties?: readonly Property[]
  readonly tags?: readonly string[]
}

interface Organization {
  readonly name: string
}

export interface Contact {
  readonly name: string
  readonly email?: string
}

export interface Hash {
  readonly alg: string
  readonly content: string
}

export type LicenseChoice =
  | { readonly license: ({ readonly id: string } | { readonly name: string }) & Acknowledged }
  | ({ readonly expression: string } & Acknowledged)

interface Acknowledged {
  readonly acknowledgement?: 'declared'
}

export interface ExternalReference {
  readonly url: string
  readonly comment?: string
  readonly type: 'vcs' | 'website' | 'model-card' | 'distribution'
  readonly hashes?: readonly Hash[]
  readonly properties?: readonly Property[]
}

interface ComponentEvidence {
  readonly identity?: readonly IdentityEvidence[]
  readonly occurrences?: readonly Occurrence[]
}

export interface IdentityEvidence {
  readonly field: 'hash'
  readonly confidence: number
  readonly concludedValue?: string
  readonly methods: readonly {
    readonly technique: 'hash-comparison'
    readonly confidence: number
    readonly value: string
  }[]
}

export interface Occurrence {
  readonly location: string
  readonly line?: number
  readonly offset?: number
  readonly additionalContext?: string
}

export interface ModelCard {
  readonly modelParameters?: {
    readonly task?: string
    readonly architectureFamily?: string
    readonly modelArchitecture?: string
    readonly datasets?: readonly { readonly ref: string }[]
    readonly inputs?: readonly { readonly format: string }[]
    readonly outputs?: readonly { readonly format: string }[]
  }
  readonly quantitativeAnalysis?: {
    readonly performanceMetrics: readonly { readonly type: string; readonly value: string }[]
  }
  readonly properties?: readonly Property[]
}

export interface ComponentData {
  readonly type: 'configuration' | 'dataset' | 'definition' | 'other'
  readonly name: string
  readonly contents?: { readonly url: string }
  readonly description?: string
}

export interface Service {
  readonly 'bom-ref': string
  readonly provider?: Organization
  readonly name: string
  readonly version?: string
  readonly description?: string
  readonly endpoints?: readonly string[]
  readonly authenticated?: boolean
  readonly 'x-trust-boundary'?: boolean
  readonly data?: readonly ServiceData[]
  readonly licenses?: readonly LicenseChoice[]
  readonly externalReferences?: readonly ExternalReference[]
  readonly properties?: readonly Property[]
  readonly tags?: readonly string[]
}

export interface ServiceData {
  readonly flow: 'bi-directional'
  readonly classification: string
  readonly name: string
}

export interface Dependency {
  readonly ref: string
  readonly dependsOn?: readonly string[]
}

export interface Composition {
  readonly aggregate: 'complete' | 'incomplete' | 'unknown'
  readonly assemblies?: readonly string[]
  readonly dependencies?: readonly string[]
}

export interface Annotation {
  readonly subjects: readonly string[]
  readonly annotator: { readonly component: Component }
  readonly timestamp: string
  readonly text: string
}

export interface Formula {
  readonly 'bom-ref': string
  readonly components?: readonly Component[]
  readonly workflows: readonly Workflow[]
}

export interface Workflow {
  readonly 'bom-ref': string
  readonly uid: string
  readonly name: string
  readonly description?: string
  readonly resourceReferences?: readonly ResourceReference[]
  readonly taskTypes: readonly ('build' | 'other')[]
  readonly steps?: readonly Step[]
  readonly inputs?: readonly WorkflowInput[]
  readonly outputs?: readonly WorkflowOutput[]
  readonly timeStart?: string
  readonly timeEnd?: string
  readonly runtimeTopology?: readonly Dependency[]
  readonly properties: readonly Property[]
}

export interface ResourceReference {
  readonly ref?: string
  readonly externalReference?: ExternalReference
}

export interface Step {
  readonly commands: readonly { readonly executed: string }[]
}

/** Each holds one of the two, as the schema has it. */
export type WorkflowInput =
  | { readonly resource: ResourceReference }
  | { readonly parameters: readonly { readonly name: string; readonly value: string }[] }

export type WorkflowOutput =
  | { readonly type: 'artifact'; readonly resource: ResourceReference }
  | { readonly type: 'metrics'; readonly data: { readonly contentType: string; readonly content: string } }

export interface Citation {
  readonly pointers: readonly string[]
  readonly timestamp: string
  readonly attributedTo: string
  readonly note: string
}
