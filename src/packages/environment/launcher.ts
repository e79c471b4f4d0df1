import { KiB } from '../../model/context.ts'
import { ReadError } from '../../model/read-error.ts'
import { textOf } from './opened-file.ts'

const MAX_LAUNCHER = 4 * KiB
/** What installers write for an entry point, line by line; nothing else may be in such a file. */
const LINES: readonly RegExp[] = [
  /^#!.{1,500}$/,
  /^# -\*- coding: [\w-]+ -\*-$/,
  /^'''exec' .{1,500} "\$0" "\$@"$/,
  /^' '''$/,
  /^import (?:re|sys|sys, re|re, sys)$/,
  /^\s*from [\w.]+ import \w+$/,
  /^if __name__ == ['"]__main__['"]:$/,
  /^\s+sys\.argv\[0\] = re\.sub\(r?['"][^'"]{1,60}['"], ?['"]{2}, sys\.argv\[0\]\)$/,
  /^\s+sys\.argv\[0\] = sys\.argv\[0\](?:\.removesuffix\(['"]\.exe['"]\)|\[:-\d{1,2}\])$/,
  /^\s+(?:el)?if sys\.argv\[0\]\.endswith\(['"][-\w.]{1,20}['"]\):$/,
  /^\s*(?:sys\.exit|raise SystemExit)\([\w.]+\(\)\)$/,
]

/**
 * Whether a command is nothing but a call of a function in an installed module, as installers write it.
 * virtualenv records these without a hash; what they call is verified where it lies.
 */
export function isLauncher(root: string, path: string): boolean {
  if (!/(?:^|\/)bin\/[^/]+$/.test(path)) return false
  try {
    const lines = textOf(root, path, MAX_LAUNCHER)
      .split(/\r?\n/)
      .filter((line) => line.trim() !== '')
    return lines.length > 0 && lines.every((line) => LINES.some((pattern) => pattern.test(line.trimEnd())))
  } catch (error) {
    if (error instanceof ReadError) return false
    throw error
  }
}
