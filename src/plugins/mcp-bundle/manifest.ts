import { launchOf } from '../../names/command-line.ts'
import { mention, type AttributeDraft, type Mention } from '../../names/mention.ts'
import { anyText, at, entries, items, text, type ConfigValue } from '../../syntax/config/tree.ts'
import { configured } from '../launched.ts'
import { argumentAttributes, maskedWord } from '../masked.ts'
import { permission, permissionsOf } from '../permissions.ts'
import { nameOf, statedAttributes, versionOf } from '../stated.ts'

/** What `manifest.json` of a bundle says. `place` is the bundle, or the folder that it lies open in. */
export function manifestMention(
  root: ConfigValue,
  path: string,
  place: string | undefined,
): Mention | undefined {
  const name = nameOf(at(root, 'name'))
  if (name === undefined) return undefined
  const version = versionOf(root)
  const subject = {
    ...configured({ path, name }),
    ...(version !== undefined && { version }),
    ...(place !== undefined && { place }),
  }
  const config = at(root, 'server', 'mcp_config')
  const command = text(at(config, 'command'))
  const args = items(at(config, 'args'))
    .slice(0, 500)
    .flatMap((item) => anyText(item) ?? [])
  const launch = command === undefined ? undefined : launchOf([command, ...args])
  const attributes: AttributeDraft[] = [
    { name: 'plugin-type', value: 'mcp-server' },
    { name: 'transport', value: 'stdio' },
    ...statedAttributes(root),
    ...(command === undefined ? [] : [{ name: 'command' as const, value: maskedWord(command) }]),
    ...argumentAttributes(args),
    ...entries(at(config, 'env'))
      .slice(0, 500)
      .flatMap(({ key }): AttributeDraft[] =>
        /^\w{1,200}$/.test(key) ? [{ name: 'environment', value: key }, permission(`env:${key}`)] : [],
      ),
    ...chosenFolders(root),
    ...(launch ? permissionsOf(launch) : []),
  ]
  return mention(subject, at(root, 'name')!.line, 'is declared as an MCP bundle', attributes)
}

/** Files and folders that the person chooses at installation: the server is told them, so that it may reach them. */
function chosenFolders(root: ConfigValue): AttributeDraft[] {
  return entries(at(root, 'user_config'))
    .slice(0, 200)
    .flatMap(({ key, value }) =>
      /^(?:directory|file)$/.test(text(at(value, 'type')) ?? '')
        ? [permission(`fs:read-write:\${user_config.${key}}`, 'inferred')]
        : [],
    )
}
