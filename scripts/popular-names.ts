import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { isPythonName, normalizedPythonName } from '../src/names/python-package.ts'

// Writes src/names/look-alike/popular-names.ts from a file of `name<TAB>rank` lines, rank 1 being the most downloaded:
//   node scripts/popular-names.ts ranks.tsv [--most 15000]

const MODULE = join(import.meta.dirname, '../src/names/look-alike/popular-names.ts')
const LINE = 1000

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { most: { type: 'string', default: '15000' } },
})
const [file] = positionals
if (file === undefined) throw new Error('usage: node scripts/popular-names.ts RANKS.tsv [--most N]')

writeFileSync(MODULE, moduleText(namesByRank(readFileSync(file, 'utf8')).slice(0, Number(values.most))))

function namesByRank(text: string): string[] {
  const rows = text.split('\n').flatMap((line): (readonly [string, number])[] => {
    const [name = '', rank = ''] = line.trim().split('\t')
    return isPythonName(name) && /^\d+$/.test(rank) ? [[normalizedPythonName(name), Number(rank)]] : []
  })
  return [...new Set(rows.toSorted((a, b) => a[1] - b[1]).map(([name]) => name))]
}

function moduleText(names: readonly string[]): string {
  const lines: string[] = []
  let line = ''
  for (const name of names) {
    if (line.length + name.length >= LINE) {
      lines.push(line)
      line = ''
    }
    line += line === '' ? name : ` ${name}`
  }
  return [
    '// Written by scripts/popular-names.ts from a list of names and download ranks.',
    '',
    '/** The most downloaded Python packages, the most downloaded first. */',
    'export const popularNames = `',
    ...lines,
    line,
    '`',
    '',
  ].join('\n')
}
