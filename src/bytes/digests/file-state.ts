import type { BigIntStats } from 'node:fs'

/** Device, inode, size and ctime: what a file cannot change without the kernel noticing. */
export function fileState(stat: BigIntStats): string {
  return `${stat.dev}:${stat.ino}:${stat.size}:${stat.ctimeNs}`
}
