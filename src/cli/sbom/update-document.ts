import { existsSync, readFileSync } from 'node:fs'
import type { Inventory } from '../../inventory/inventory.ts'
import { sha256 } from '../../model/identity.ts'
import { diffTable } from '../../sbom/diff/table.ts'
import { bomWriters, formOf, type BomForm } from '../../sbom/forms.ts'
import { firstBom, type Making } from '../../sbom/make.ts'
import { parseDocument, readDocument } from '../../sbom/read-document.ts'
import { nextBom } from '../../sbom/update.ts'
import type { Io } from '../io.ts'
import { writeText } from './outputs.ts'

export interface UpdateRequest {
  readonly file: string
  /** As the user typed it. */
  readonly shown: string
  /** For a file that is not there yet. */
  readonly form: BomForm
  readonly inventory: Inventory
  readonly making: Making
  /** False only looks whether the file is out of date. */
  readonly writes: boolean
  readonly io: Io
}

/** Brings a document up to date in its own form. Returns whether it was out of date. */
export async function updateDocument(request: UpdateRequest): Promise<boolean> {
  const { file, shown, form, inventory, making, writes, io } = request
  if (!existsSync(file)) {
    io.say(`${shown} is not there${writes ? ' yet: the first of a series' : ''}`)
    if (writes) writeText(file, (await bomWriters[form]())(firstBom(inventory, making)), shown)
    return true
  }
  const text = readFileSync(file, 'utf8')
  const previous = await readDocument(text, shown)
  const digest = sha256(text).slice('sha256:'.length)
  const update = nextBom({ bom: previous, digest }, inventory, making)
  if (!update.changed) {
    io.say(`${shown} is up to date: version ${previous.version}`)
    return false
  }
  io.stderr.write(diffTable(update.diff, { verbose: false }))
  if (writes) {
    const own = formOf(parseDocument(text, shown))
    writeText(file, (await bomWriters[own]())(update.bom), shown)
    io.say(`${shown} is now version ${update.bom.version}, for ${update.bom.update?.triggers.join(', ')}`)
  } else io.say(`${shown} is out of date`)
  return true
}
