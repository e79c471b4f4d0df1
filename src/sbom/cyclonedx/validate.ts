import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { ValidateFunction } from 'ajv'
import { compileSchema, schemaProblems } from '../validation/json-schema.ts'
import type { Problem } from '../validation/problem.ts'
import { asFields, textIn } from './json-view.ts'
import { semanticRules } from './rules/all.ts'
import { viewOf } from './rules/view.ts'

/** Versions whose schema is at hand. */
const VERSIONS = ['1.7', '1.6', '1.5', '1.4', '1.3', '1.2'] as const
type Version = (typeof VERSIONS)[number]

const MAX_PER_RULE = 100
/** Levels of objects and lists. */
const MAX_DEPTH = 200

const compiled = new Map<Version, ValidateFunction>()

/**
 * All that is wrong with a document: by the official schema of its version, or by the one that is given, and by
 * what the schema cannot say. Never throws for what the document holds.
 */
export function validateCycloneDx(document: unknown, official?: object): Problem[] {
  const root = asFields(document)
  if (!root || textIn(root, 'bomFormat') !== 'CycloneDX')
    return [{ rule: 'schema', severity: 'error', path: '', message: 'is no CycloneDX document in JSON' }]
  // Compiled schemas call themselves for what is nested: a document must not decide how deep the stack gets.
  if (isDeeperThan(root, MAX_DEPTH)) {
    const message = `is nested deeper than ${MAX_DEPTH}`
    return [{ rule: 'schema', severity: 'error', path: '', message }]
  }
  return [...byReferenceSchema(root, official), ...semanticProblems(root)]
}

export function semanticProblems(root: Readonly<Record<string, unknown>>): Problem[] {
  const view = viewOf(root)
  return semanticRules.flatMap(({ id, check }) =>
    check(view)
      .slice(0, MAX_PER_RULE)
      .map((problem) => ({ rule: id, ...problem })),
  )
}

function isDeeperThan(value: unknown, limit: number): boolean {
  let level: unknown[] = [value]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limit) return true
    level = level.flatMap((v) =>
      typeof v === 'object' && v !== null
        ? Object.values(v).filter((inner) => typeof inner === 'object')
        : [],
    )
  }
  return false
}

function byReferenceSchema(root: Readonly<Record<string, unknown>>, official: object | undefined): Problem[] {
  if (official) return schemaProblems(compileSchema(official, others()), root)
  const said = textIn(root, 'specVersion')
  const version = VERSIONS.find((v) => v === said)
  if (!version) {
    const message = `no schema is at hand for version '${said ?? ''}': known are ${VERSIONS.join(', ')}`
    return [{ rule: 'schema', severity: 'error', path: '/specVersion', message }]
  }
  let validate = compiled.get(version)
  if (!validate) {
    validate = compileSchema(schemaFile(`bom-${version}`), others())
    compiled.set(version, validate)
  }
  return schemaProblems(validate, root)
}

/** What the schemas of documents refer to, under the names that they use, relative to their own. */
function others(): Record<string, object> {
  return Object.fromEntries(
    ['spdx', 'jsf-0.82', 'cryptography-defs'].flatMap((name) => {
      const { $id: _, ...schema } = schemaFile(name)
      return [
        [`http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`, schema],
        [`http://cyclonedx.org/schema/${name}.schema.json`, schema],
      ]
    }),
  )
}

function schemaFile(name: string): Record<string, unknown> {
  const { resolve } = createRequire(import.meta.url)
  const root = dirname(resolve('@cyclonedx/cyclonedx-library/package.json'))
  return JSON.parse(
    readFileSync(join(root, 'res', 'schema', `${name}.SNAPSHOT.schema.json`), 'utf8'),
  ) as Record<string, unknown>
}
