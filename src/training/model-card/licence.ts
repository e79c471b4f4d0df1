import { member, type JsonValue } from '../../bytes/json.ts'
import type { Attribute } from '../../model/attribute.ts'
import { stated } from '../../syntax/stated.ts'

/** The hub's id of the licence; where that is `other`, the name that its author gave it. */
export function licence(root: JsonValue, path: string): Attribute[] {
  const id = member(root, 'license')
  const named = member(root, 'license_name') ?? member(root, 'license_link')
  const own = stated('license', id, path, {
    as: (text) =>
      /^(?:other|unknown|license|\[?more information needed\]?)$/i.test(text) ? undefined : text,
  })
  return own.length > 0 ? own : stated('license', named, path)
}
