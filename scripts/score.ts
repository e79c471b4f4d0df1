import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { inspectExample } from '../src/scan/inspect-example.ts'

// Development aid: inspects files or folders in this process and prints what each came to.
for (const root of process.argv.slice(2)) {
  const files = statSync(root).isDirectory()
    ? readdirSync(root, { recursive: true, withFileTypes: true })
        .filter((e) => e.isFile())
        .map((e) => join(e.parentPath, e.name))
    : [root]
  for (const file of files.toSorted()) {
    const found = await inspectExample({ path: relative(root, file) || file, bytes: readFileSync(file) })
    console.log(`${relative(root, file) || file}  [${found.artifacts.map((a) => a.format).join(' ')}]`)
    for (const d of found.drafts)
      console.log(`  ${d.severity.padEnd(8)} ${d.rule}: ${d.message.slice(0, 140)}`)
    for (const g of found.gaps) console.log(`  gap      ${g.reason}: ${g.at.path} ${g.detail.slice(0, 140)}`)
  }
}
