import type { InventoryItem } from '../../model/component.ts'
import { shownText } from '../plain-text.ts'
import { property } from '../properties.ts'
import { addressOf } from './address.ts'
import { identityFields } from './component.ts'
import type { Service, ServiceData } from './document.ts'
import { itemProperties } from './item-properties.ts'
import { isApiModel, placeOf } from './placement.ts'
import { externalReferences } from './references.ts'
import { licenseChoices } from './spdx-licenses.ts'
import { all, distinct, first, listed, order, refsOf, targets, type Writing } from './writing.ts'

export interface Services {
  readonly services: readonly Service[]
  /** The service through which an API model is reached, by the model's reference. */
  readonly behind: ReadonlyMap<string, readonly string[]>
}

/** Services that were found, and one for each provider of models that no found service stands for. */
export function servicesOf(w: Writing): Services {
  const found = w.items.filter((i) => placeOf(i) === 'service').map((item) => serviceOf(w, item))
  const behind = new Map<string, readonly string[]>()
  const orphans = new Map<string, InventoryItem[]>()
  for (const model of w.items.filter(isApiModel)) {
    const offering = (w.to.get(model.id) ?? []).filter((r) => r.kind === 'provides')
    const through = [
      ...targets(w, model.id, ['depends-on']),
      ...offering.flatMap((r) => w.byId.get(r.from) ?? []),
    ].filter((i) => i.kind === 'service')
    const provider = first(model, 'provider')
    const ref = w.refOf.get(model.id)!
    if (through.length > 0) behind.set(ref, refsOf(w, distinct(through)))
    else if (provider !== undefined) {
      const known = apiOf(w, provider)
      if (known) behind.set(ref, refsOf(w, [known]))
      else orphans.set(provider, [...(orphans.get(provider) ?? []), model])
    }
  }
  const derived = [...orphans]
    .toSorted(([a], [b]) => order(a, b))
    .map(([provider, models]) => {
      const service = providerService(w, provider, models)
      for (const model of models) behind.set(w.refOf.get(model.id)!, [service['bom-ref']])
      return service
    })
  return { services: [...found, ...derived], behind }
}

function apiOf(w: Writing, provider: string): InventoryItem | undefined {
  const same = (name: string | undefined): boolean => name?.toLowerCase() === provider.toLowerCase()
  return w.items.find(
    (i) =>
      i.kind === 'service' &&
      first(i, 'service-type') === 'model-api' &&
      (same(first(i, 'provider')) || same(i.name)),
  )
}

function serviceOf(w: Writing, item: InventoryItem): Service {
  const { fields, name } = identityFields(item)
  const provider = first(item, 'provider') ?? first(item, 'supplier')
  const description = first(item, 'description')
  return {
    'bom-ref': w.refOf.get(item.id)!,
    ...(provider !== undefined && { provider: { name: shownText(provider) } }),
    name,
    ...(fields.version !== undefined && { version: fields.version }),
    ...(description !== undefined && { description: shownText(description) }),
    ...reach(w, [item]),
    ...listed('data', dataOf(item)),
    ...listed('licenses', licenseChoices(item.attributes)),
    ...listed('externalReferences', externalReferences(item, w.version)),
    properties: itemProperties(w, item, {
      name,
      ...(fields.version !== undefined && { version: fields.version }),
      occurrences: false,
      files: false,
    }),
    ...listed('tags', distinct([...all(item, 'plugin-type'), ...all(item, 'service-type')].map(shownText))),
  }
}

function providerService(w: Writing, provider: string, models: readonly InventoryItem[]): Service {
  const shown = shownText(provider) || '(no name)'
  return {
    'bom-ref': w.refs.take(`service:${provider}`),
    provider: { name: shown },
    name: shown,
    ...reach(w, models),
    data: [exchanged('Requests to models and their answers')],
    // Made up of what its models say: nothing is read back from it.
    properties: [property('attribute', 'provider')],
  }
}

/** What is asked goes in and what is answered comes out, by the protocols of these services. */
function dataOf(item: InventoryItem): ServiceData[] {
  const types = all(item, 'service-type')
  if (types.includes('model-api') || types.includes('inference-server'))
    return [exchanged('Requests to models and their answers')]
  const tools = types.includes('mcp-server') || all(item, 'plugin-type').includes('mcp-server')
  return tools ? [exchanged('Arguments of tools and their results')] : []
}

/** The field of the classification is mandatory; no file says how sensitive the data are. */
function exchanged(name: string): ServiceData {
  return { flow: 'bi-directional', classification: 'unknown', name }
}

/** Endpoints, whether credentials are sent, and whether the boundary of trust is crossed. */
function reach(
  w: Writing,
  items: readonly InventoryItem[],
): Pick<Service, 'endpoints' | 'authenticated' | 'x-trust-boundary'> {
  const endpoints = distinct(items.flatMap((i) => all(i, 'endpoint')).flatMap((e) => addressOf(e) ?? []))
  const said = distinct(items.flatMap((i) => all(i, 'authenticated')))
  const ours = endpoints.length > 0 && endpoints.every((e) => LOCAL.test(e))
  const api = items.some((i) => isApiModel(i) || first(i, 'service-type') === 'model-api')
  return {
    ...listed('endpoints', endpoints),
    ...(said.length === 1 && /^(?:true|false)$/.test(said[0]!) && { authenticated: said[0] === 'true' }),
    ...((ours || api || endpoints.some((e) => !INSIDE.test(e))) && { 'x-trust-boundary': !ours }),
  }
}

/** Names and addresses of a network of one's own: whether they lie beyond a boundary is nobody's to tell. */
const INSIDE =
  /^[a-z+]+:\/\/(?:[\w-]+|[\w.-]+\.(?:svc|local|internal|lan|intranet|corp|home\.arpa)|10(?:\.\d{1,3}){3}|192\.168(?:\.\d{1,3}){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d{1,3}){2})(?=[:/?#]|$)/i

const LOCAL = /^[a-z+]+:\/\/(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?=[:/?#]|$)/i
