import { parseJson, type JsonValue } from '../bytes/json.ts'
import { parseYaml } from '../bytes/yaml.ts'
import { MiB, type Context } from '../model/context.ts'
import type { Bytes } from '../model/entry.ts'
import { overLimit } from '../model/read-error.ts'

/** Files that people and trackers write about models are smaller by far. */
const MAX_SIZE = 8 * MiB
/** The YAML library needs hundreds of times the text for its nodes. */
const MAX_YAML = 2 * MiB

/** The text of a small file. Throws where it is larger than any such file. */
export function readText(bytes: Bytes, ctx: Context, max: number = MAX_SIZE): string {
  const most = Math.min(max, ctx.limits.structureBytes)
  if (bytes.size > most) throw overLimit(`a document of ${bytes.size} bytes, ${most} are read`)
  return bytes
    .read(0, bytes.size)
    .toString('utf8')
    .replace(/^\ufeff/, '')
}

export function readJson(bytes: Bytes, ctx: Context): JsonValue {
  return parseJson(readText(bytes, ctx), () => ctx.checkpoint()).root
}

/** The first document of a YAML file. */
export function readYaml(bytes: Bytes, ctx: Context): JsonValue {
  return parseYaml(readText(bytes, ctx, MAX_YAML), () => ctx.checkpoint())[0] ?? null
}
