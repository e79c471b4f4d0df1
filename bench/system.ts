import { createHash } from 'node:crypto'
import { mkdirSync, openSync, closeSync, ftruncateSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** Bytes of one of the four models; the file is sparse, so that only hashing it takes time. */
const MODEL = 5_000_000_000
const PACKAGES = 500
const WHEELS = 8
const SOURCES = 300

/** A repository of 300 Python files, a lock of 500 packages with 4,500 distributions, and 20 GB of weights. */
export function writeSystem(folder: string): void {
  mkdirSync(join(folder, 'app'), { recursive: true })
  writeFileSync(join(folder, 'uv.lock'), lock())
  for (let i = 0; i < SOURCES; i++) writeFileSync(join(folder, `app/module_${i}.py`), source(i))
  for (let i = 0; i < 4; i++) writeModel(join(folder, `models/model-${i}`))
}

function writeModel(folder: string): void {
  mkdirSync(folder, { recursive: true })
  const rows = Math.floor(MODEL / 4000)
  const tensor = { dtype: 'F32', shape: [rows, 1000], data_offsets: [0, rows * 4000] }
  const header = Buffer.from(JSON.stringify({ 'model.embed_tokens.weight': tensor }))
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(header.length))
  const fd = openSync(join(folder, 'model.safetensors'), 'w')
  writeSync(fd, Buffer.concat([length, header]))
  ftruncateSync(fd, 8 + header.length + rows * 4000)
  closeSync(fd)
  const config = { architectures: ['LlamaForCausalLM'], model_type: 'llama', hidden_size: 1000 }
  writeFileSync(join(folder, 'config.json'), JSON.stringify(config))
}

function lock(): string {
  const name = (i: number): string => `package-${String(i % PACKAGES).padStart(3, '0')}`
  const hash = (text: string): string => createHash('sha256').update(text).digest('hex')
  const packages = Array.from({ length: PACKAGES }, (_, i) => {
    const file = `${name(i)}-1.${i}.0`
    const needs = [7, 31, 113].map((step) => `    { name = "${name(i + step)}" },\n`).join('')
    const distribution = (ending: string): string =>
      `{ url = "https://registry.example/files/${file}${ending}", hash = "sha256:${hash(file + ending)}", ` +
      'size = 123456, upload-time = "2026-03-11T09:12:44.000Z" }'
    const wheels = Array.from(
      { length: WHEELS },
      (__, w) => `    ${distribution(`-cp3${w + 8}-none-any.whl`)},\n`,
    )
    return (
      `\n[[package]]\nname = "${name(i)}"\nversion = "1.${i}.0"\n` +
      `source = { registry = "https://registry.example/simple" }\ndependencies = [\n${needs}]\n` +
      `sdist = ${distribution('.tar.gz')}\nwheels = [\n${wheels.join('')}]\n`
    )
  })
  return `version = 1\nrevision = 3\nrequires-python = ">=3.12"\n${packages.join('')}`
}

/** Eight kilobytes of ordinary code; every fifth module loads a model, as in repositories that do. */
function source(i: number): string {
  const uses = i % 5 === 0
  const head = uses
    ? `from transformers import AutoModelForCausalLM, AutoTokenizer\n\nMODEL = "team/model-${i}"\n\n\n` +
      'def load():\n    return AutoModelForCausalLM.from_pretrained(MODEL), AutoTokenizer.from_pretrained(MODEL)\n\n'
    : 'import json\nimport logging\n\nlog = logging.getLogger(__name__)\n\n'
  const functions = Array.from(
    { length: 24 },
    (_, n) =>
      `\ndef step_${n}(values, limit=${n}):\n    """Keeps what is below the limit."""\n    kept = {}\n` +
      `    for index, value in enumerate(values):\n        if value is None or index > limit * ${i + 1}:\n            continue\n` +
      `        kept[f"item-{index}"] = {"value": value, "score": value / (limit + 1)}\n    return kept\n`,
  )
  return `${head}${functions.join('')}`
}
