import { UsageError } from '../../../model/usage-error.ts'
import type { ResultDocument } from '../result-document.ts'
import { descriptor, type Descriptor } from '../write-statement.ts'

/** Nobody but the signer stands for the machine. */
const LOCAL_BUILDER = 'https://assay.example/builders/local'
/** A build of which is known what its maker states: the parameters given, and what was locked or listed. */
const STATED_BUILD = 'https://assay.example/build-types/stated/v1'

export interface BuildInput {
  readonly builder?: string
  readonly buildType?: string
  /** `name=value`. */
  readonly parameters: readonly string[]
  /** What went in, by a lock or a bill of materials. */
  readonly dependencies: readonly Descriptor[]
}

const MEDIA_TYPES: Readonly<Record<ResultDocument['kind'], string>> = {
  scan: 'application/json',
  lock: 'application/json',
  derivation: 'application/json',
  cyclonedx: 'application/vnd.cyclonedx+json',
  spdx: 'application/spdx+json',
}

/** SLSA provenance v1. Facts only: no time, no invocation and no source that nobody has stated. */
export function provenancePredicate({ kind, name, digest }: ResultDocument, build: BuildInput): unknown {
  const { builder = LOCAL_BUILDER, buildType = STATED_BUILD, parameters, dependencies } = build
  for (const [flag, uri] of [
    ['--builder', builder],
    ['--build-type', buildType],
  ] as const)
    if (!URL.canParse(uri)) throw new UsageError(`${flag} ${uri}: is no URI`)
  return {
    buildDefinition: {
      buildType,
      externalParameters: Object.fromEntries(parameters.map(parameterOf)),
      ...(dependencies.length > 0 && { resolvedDependencies: dependencies }),
    },
    runDetails: {
      builder: { id: builder },
      byproducts: [{ ...descriptor({ name, digest }), mediaType: MEDIA_TYPES[kind] }],
    },
  }
}

function parameterOf(text: string): readonly [string, string] {
  const equals = text.indexOf('=')
  if (equals < 1) throw new UsageError(`--parameter ${text}: is written as name=value`)
  return [text.slice(0, equals), text.slice(equals + 1)]
}
