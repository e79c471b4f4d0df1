import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { visible, visibleJson } from '../../text/visible.ts'
import type { Invocation } from '../command.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { refusalLines } from '../integrity/refusals.ts'
import { listed, trustOptions } from '../integrity/trust-options.ts'
import { verificationTable } from '../integrity/verification-table.ts'
import { verificationOf, type Verification } from '../integrity/verification.ts'
import { vouch } from '../integrity/vouch.ts'
import { configOf } from '../scan-config.ts'
import { wantsColour, widthOf, type ColourChoice } from '../terminal.ts'

/** `assay verify`: whose word there is for the bytes under a path. */
export async function run(invocation: Invocation): Promise<ExitCode> {
  const { args, options, io } = invocation
  const [path = '.'] = args
  if (!statSync(resolve(io.cwd, path), { throwIfNoEntry: false })) {
    io.say(`there is no ${visible(path)}`)
    return EXIT.nothing
  }
  const { origin, predicateType, builder } = options
  const trust = trustOptions(invocation)
  const config = await configOf([path], options, io)
  if (options['quiet'] !== true) for (const warning of config.warnings) io.say(`warning: ${visible(warning)}`)
  const vouching = await vouch(
    {
      path: resolve(io.cwd, path),
      against: listed(options['against']),
      signatures: listed(options['signature']),
      attestations: listed(options['attestation']),
      online: options['online'] === true,
      trust,
      usesLock: true,
      values: config.values,
      ...(typeof origin === 'string' && { origin }),
      ...(typeof predicateType === 'string' && { predicateType }),
      ...(typeof builder === 'string' && { builder }),
    },
    invocation,
  )
  if (vouching.files.length === 0 && vouching.gaps.length === 0 && vouching.refusals.length === 0) {
    io.say(`${visible(path)}: there is nothing to verify`)
    return EXIT.nothing
  }
  const verification = verificationOf(vouching)
  io.stderr.write(refusalLines(verification.refusals, options['logFormat'] === 'json' ? 'json' : 'text'))
  await io.print(await shown(verification, invocation))
  return codeOf(verification, options['require'] === 'verified')
}

async function shown(verification: Verification, { options, io }: Invocation): Promise<string> {
  if (options['format'] === 'json') {
    const { verificationDocument } = await import('../integrity/verification-document.ts')
    return visibleJson(verificationDocument(verification))
  }
  const choice = (options['color'] ?? 'auto') as ColourChoice
  return verificationTable(verification, {
    colour: wantsColour(choice, io.stdout, io.env),
    width: widthOf(io.stdout, io.env),
    verbose: options['verbose'] === true,
  })
}

function codeOf({ verdict, refusals }: Verification, requiresVerified: boolean): ExitCode {
  if (refusals.length > 0) return EXIT.denied
  switch (verdict) {
    case 'verified':
      return EXIT.allowed
    case 'consistent':
      return requiresVerified ? EXIT.denied : EXIT.allowed
    case 'mismatch':
    case 'unpublished':
      return EXIT.denied
    case 'unchecked':
      return EXIT.failed
    default:
      return verdict satisfies never
  }
}
