import { existsSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { UsageError } from '../../model/usage-error.ts'
import type { Bom } from '../../sbom/bom.ts'
import { bomWriters } from '../../sbom/forms.ts'
import { firstBom } from '../../sbom/make.ts'
import { plural } from '../../text/sizes.ts'
import { visible } from '../../text/visible.ts'
import type { Invocation } from '../command.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { inventoryOfPath } from '../sbom/inventory-of-path.ts'
import { bomOutputs, formNamed, writeText } from '../sbom/outputs.ts'
import { makingOf } from '../sbom/making.ts'
import { updateDocument } from '../sbom/update-document.ts'
import { configOf } from '../scan-config.ts'

/** `assay sbom [PATH]`: finds everything that a system is made of and writes its bill of materials. */
export async function run(invocation: Invocation): Promise<ExitCode> {
  const { args, options, io } = invocation
  const [path = '.'] = args
  if (!statSync(resolve(io.cwd, path), { throwIfNoEntry: false }))
    throw new UsageError(`there is no ${visible(path)}`)
  const { update, check } = options
  if (check === true && update === undefined)
    throw new UsageError('--check: compares with the file of --update')
  const outputs = bomOutputs(options, io)
  const config = await configOf([path], options, io)
  const inventory = await inventoryOfPath(path, config, invocation)
  const empty = inventory.items.length === 0
  if (empty) io.say('nothing was found that a bill of materials could list')
  for (const { at, reason, detail } of inventory.gaps)
    if (options['quiet'] !== true) io.say(`not read: ${visible(at.path)}: ${reason}, ${visible(detail)}`)

  const making = makingOf(io)
  let stale = false
  if (typeof update === 'string') {
    const file = resolve(io.cwd, update)
    const form = formNamed(options['format'], 'cyclonedx')
    const writes = check !== true
    stale = await updateDocument({ file, shown: update, form, inventory, making, writes, io })
  }
  if (update === undefined || outputs.some((o) => o.file !== undefined)) {
    const bom: Bom = firstBom(inventory, making)
    for (const { form, file } of outputs) {
      const text = (await bomWriters[form]())(bom)
      if (file !== undefined) writeText(resolve(io.cwd, file), text, file)
      else if (update === undefined) await io.print(text)
    }
  }
  if (options['quiet'] !== true && io.stderr.isTTY)
    io.say(`${plural(inventory.items.length, 'component')}, ${plural(inventory.gaps.length, 'gap')}`)
  if (check === true && stale) return EXIT.denied
  if (config.values.strict && inventory.gaps.length > 0) return EXIT.failed
  return empty && !existsSync(resolve(io.cwd, String(update ?? ''))) ? EXIT.nothing : EXIT.allowed
}
