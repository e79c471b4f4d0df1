import type { Inventory } from '../inventory/inventory.ts'
import type { Bom } from './bom.ts'
import { serialOf } from './serial.ts'

export interface Making {
  readonly now: Date
  readonly tool: Bom['tool']
}

/** The first of a series. The same inventory gives the same serial number, wherever and whenever it is made. */
export function firstBom(inventory: Inventory, { now, tool }: Making): Bom {
  const { system, items, relations } = inventory
  const seed = JSON.stringify([
    system.name,
    system.repository,
    system.commit,
    items.map((i) => [i.id, i.artifacts]),
    relations.map((r) => [r.from, r.kind, r.to]),
    inventory.artifacts.map((a) => [a.path, a.digest]),
  ])
  return { serial: serialOf(seed), version: 1, timestamp: toSecond(now), tool, inventory }
}

export function toSecond(date: Date): string {
  return `${date.toISOString().slice(0, 'yyyy-mm-ddThh:mm:ss'.length)}Z`
}
