import { lookAlike } from '../../names/look-alike/look-alike.ts'
import type { PackageEntry } from '../package-set.ts'

/** What a name that comes new is most surely taken for, if it is made to be taken for another. */
export function lookAlikeOf(
  name: string,
  ecosystem: PackageEntry['ecosystem'],
): { readonly target: string; readonly why: string } | undefined {
  const { verdict, target, why } = lookAlike(name, ecosystem)
  return verdict === 'high' && target !== undefined ? { target, why } : undefined
}
