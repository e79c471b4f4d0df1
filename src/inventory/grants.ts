import type { InventoryItem } from '../model/component.ts'
import { surest } from './combine.ts'

const GRANT = /^tool:auto-approve:mcp__(?<server>.+?)__/

/** A client's settings allow tools by the name under which a server is configured: the server holds the permission. */
export function withGrants(items: readonly InventoryItem[]): InventoryItem[] {
  const grants = items.flatMap((item) =>
    item.attributes.flatMap((attribute) => {
      const server =
        attribute.name === 'permission' ? GRANT.exec(attribute.value)?.groups?.['server'] : undefined
      return server === undefined ? [] : [{ server, attribute, giver: item.id }]
    }),
  )
  if (grants.length === 0) return [...items]
  return items.map((item) => {
    const names = new Set(item.attributes.filter((a) => a.name === 'configured-name').map((a) => a.value))
    const held = grants.filter((g) => names.has(g.server) && g.giver !== item.id).map((g) => g.attribute)
    return held.length === 0 ? item : { ...item, attributes: surest([...item.attributes, ...held]) }
  })
}
