import type { Sample } from '../../model/entry.ts'
import type { Detected } from './facts.ts'

/** The kernel takes blanks after the mark and needs an absolute path; a mark of order makes it no script. */
const SHEBANG = /^#![ \t]*(\/[^\s\0]{1,200})(?:[ \t]+([^\r\n\0]{1,200}))?\r?(?:\n|$)/

export function detectScript({ head }: Sample): Detected | undefined {
  const start = head.toString('latin1', 0, 512)
  const found = SHEBANG.exec(start)
  if (found) {
    const [, interpreter = '', argument = ''] = found
    return { title: 'script', nature: 'script', detail: `${interpreter} ${argument}`.trim() }
  }
  if (/^(?:\xef\xbb\xbf)?@echo off\b/i.test(start)) return { title: 'Windows batch script', nature: 'script' }
  return undefined
}
