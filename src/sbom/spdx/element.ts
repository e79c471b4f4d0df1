/** A value of a document; what is undefined is not written. */
export type Json = string | number | boolean | undefined | readonly Json[] | { readonly [key: string]: Json }

/** An object of the graph that has an identity of its own. */
export interface SpdxElement {
  readonly type: string
  readonly spdxId: string
  readonly creationInfo: string
  readonly [property: string]: Json
}

export const CONTEXT = 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld'
export const SPEC_VERSION = '3.0.1'
/** The one `CreationInfo` that all elements share. */
export const CREATION_INFO = '_:creation'
/** Says of a training run that it is one; the tools that were used are elements of their own. */
export const TRAINING_BUILD_TYPE = 'urn:assay:training'

const ABSOLUTE_URI = /^[A-Za-z][A-Za-z0-9+.-]*:[\w.~:/?#[\]@!$&'()*+,;=%-]+$/
const MAX_URI = 8192
const INSTANT = /^(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/

/** The text, when it can stand where a URI is asked for. */
export function uriOf(text: string | undefined): string | undefined {
  if (text === undefined || text.length > MAX_URI || !ABSOLUTE_URI.test(text)) return undefined
  return /%(?![0-9A-Fa-f]{2})/.test(text) ? undefined : text
}

/** The text, when it is an instant as SPDX writes them, of a day that exists. */
export function instantOf(text: string | undefined): string | undefined {
  const [, year, month, day] = (text !== undefined && INSTANT.exec(text)) || []
  if (year === undefined) return undefined
  return Number(day) <= 28 || Number(day) <= daysOf(Number(year), Number(month)) ? text : undefined
}

function daysOf(year: number, month: number): number {
  // Day 0 of the month after; years below 100 would count from 1900.
  return new Date(Date.UTC(year + 400, month, 0)).getUTCDate()
}
