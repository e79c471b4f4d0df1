import { mention, type AttributeDraft, type Mention } from '../../names/mention.ts'
import { carriesCredentials, hostOf } from '../../text/web-address.ts'
import { maskedAddress } from '../masked.ts'
import { permission } from '../permissions.ts'
import type { ConfiguredServer, ServerRun } from './facts.ts'

type Address = Extract<ServerRun, { readonly kind: 'address' }>

/** A server that others run. The same address under the same name is one service, whichever client knows it. */
export function remoteServer(
  facts: ConfiguredServer,
  run: Address,
  path: string,
  common: readonly AttributeDraft[],
): Mention {
  const endpoint = maskedAddress(run.url)
  const host = hostOf(run.url)
  const known = host !== undefined && !/[${}<>%]/.test(host)
  const attributes: AttributeDraft[] = [
    { name: 'service-type', value: 'mcp-server' },
    ...common,
    { name: 'endpoint', value: endpoint },
    ...(run.authenticated || carriesCredentials(run.url) || endpoint.includes('***')
      ? [{ name: 'authenticated' as const, value: 'true' }]
      : []),
    ...(known ? [permission(`net:${host}`, 'inferred')] : []),
  ]
  const subject = {
    by: 'name' as const,
    kind: 'service' as const,
    registry: known ? endpoint : path,
    name: facts.name,
  }
  return mention(
    subject,
    facts.line,
    `is configured as the remote MCP server ${facts.name.slice(0, 100)}`,
    attributes,
  )
}
