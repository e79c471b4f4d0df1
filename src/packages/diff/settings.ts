import { lineRange } from '../../model/location.ts'
import type { Severity } from '../../model/severity.ts'
import type { PackageIndex, PackageOption, PackageSet } from '../package-set.ts'
import type { PackageChange } from './change.ts'

/** Indexes and options: what decides where every package comes from and what is checked of it. */
export function settingChanges(
  before: PackageSet | undefined,
  after: PackageSet | undefined,
  path: string,
): PackageChange[] {
  return [
    ...indexChanges(before?.indexes ?? [], after?.indexes ?? [], path),
    ...optionChanges(before?.options ?? [], after?.options ?? [], path),
  ]
}

function indexChanges(
  before: readonly PackageIndex[],
  after: readonly PackageIndex[],
  path: string,
): PackageChange[] {
  // Where locked packages were taken from is said package by package.
  const set = (list: readonly PackageIndex[]): Map<string, PackageIndex> =>
    new Map(list.filter((i) => i.role !== 'used').map((i) => [`${i.role} ${i.url}`, i]))
  const old = set(before)
  const now = set(after)
  const added = [...now].filter(([key]) => !old.has(key))
  const removed = [...old].filter(([key]) => !now.has(key))
  return [
    ...added.map(([, index]): PackageChange => ({
      kind: 'index-added',
      severity: index.role === 'explicit' ? 'low' : index.role === 'extra' ? 'high' : 'medium',
      name: index.url,
      after: index.role,
      message: `asks ${index.url} for ${index.role === 'explicit' ? 'packages that name it' : 'every package'}`,
      at: { path, range: lineRange(index.line) },
    })),
    ...removed.map(([, index]): PackageChange => ({
      kind: 'index-removed',
      severity: index.role === 'explicit' || index.role === 'primary' ? 'medium' : 'info',
      name: index.url,
      before: index.role,
      message: `no longer asks ${index.url} as ${index.role} index`,
      at: { path },
    })),
  ]
}

/** Options that weaken what an installer checks, by the names that the tools give them. */
const WEAKENING: Readonly<Record<string, Severity>> = {
  '--trusted-host': 'high',
  '--no-require-hashes': 'high',
  '--pre': 'medium',
  'index-strategy': 'high',
  'exclude-newer-package': 'medium',
  'no-build-isolation': 'low',
}
/** Options whose loss weakens. */
const PROTECTING: Readonly<Record<string, Severity>> = {
  '--require-hashes': 'high',
  '--only-binary': 'medium',
  'exclude-newer': 'medium',
  'require-hashes': 'high',
  'no-build': 'medium',
}

function optionChanges(
  before: readonly PackageOption[],
  after: readonly PackageOption[],
  path: string,
): PackageChange[] {
  const text = ({ name, value }: PackageOption): string => (value === undefined ? name : `${name} ${value}`)
  const old = new Map(before.map((o) => [text(o), o]))
  const now = new Map(after.map((o) => [text(o), o]))
  return [
    ...[...now].flatMap(([key, option]): PackageChange[] =>
      old.has(key)
        ? []
        : [
            {
              kind: 'option-added',
              severity: WEAKENING[option.name] ?? 'info',
              name: option.name,
              ...(option.value !== undefined && { after: option.value }),
              message: `sets ${key}`,
              at: { path, range: lineRange(option.line) },
            },
          ],
    ),
    ...[...old].flatMap(([key, option]): PackageChange[] =>
      now.has(key)
        ? []
        : [
            {
              kind: 'option-removed',
              severity: PROTECTING[option.name] ?? 'info',
              name: option.name,
              ...(option.value !== undefined && { before: option.value }),
              message: `no longer sets ${key}`,
              at: { path },
            },
          ],
    ),
  ]
}
