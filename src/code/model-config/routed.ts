import { apiServiceAttributes, apiServiceSubject, hostOf, isApiModelId } from '../../names/api-model.ts'
import { providerOfAddress } from '../../names/api-provider.ts'
import { hubSubject } from '../../names/hub.ts'
import { mention, type Mention } from '../../names/mention.ts'
import { isHubReference } from '../../names/model-value.ts'
import type { NamedSubject } from '../../model/sighting.ts'
import { withoutCredentials } from '../../text/web-address.ts'

/** Routes of gateways that speak OpenAI's protocol with whoever answers at an address. */
const PROTOCOL =
  /^(?:openai|custom_openai|openai_like|hosted_vllm|vllm|text-completion-openai|litellm_proxy|lm_studio)\/(.+)$/

/** `model: openai/chat` beside an address that is no provider's: a model of a server of one's own. */
export function ownServerMentions(
  written: string,
  address: string | undefined,
  line: number,
  says: string,
  servedAs?: string,
): Mention[] | undefined {
  const id = PROTOCOL.exec(written)?.[1]
  if (id === undefined || address === undefined || providerOfAddress(address)) return undefined
  const endpoint = withoutCredentials(address)
  const host = hostOf(endpoint)
  if (host === undefined || !isApiModelId(id)) return []
  const named: NamedSubject = isHubReference(id)
    ? hubSubject('model', id)
    : { by: 'name', kind: 'model', registry: host, name: id }
  const subject: NamedSubject = servedAs ? { ...named, alias: { names: [servedAs] } } : named
  const service = apiServiceSubject(undefined, host)
  return [
    mention(subject, line, says, [
      { name: 'model-id', value: id },
      ...(servedAs ? [{ name: 'configured-name' as const, value: servedAs }] : []),
    ]),
    ...(service
      ? [
          mention(
            service,
            line,
            says,
            apiServiceAttributes(undefined, { at: { path: '' }, says }, endpoint).map(
              ({ name, value, status }) => ({ name, value, status }),
            ),
            [{ kind: 'provides', to: subject }],
          ),
        ]
      : []),
  ]
}
