import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import * as fc from 'fast-check'
import { ReadError } from '../../model/read-error.ts'
import { pythonModelUse } from './discoverer.ts'
import { namesIn, sightingsIn } from './sighted.examples.ts'

before(() => pythonModelUse.preparation?.run())

const HEAD = 'from transformers import AutoModel\nfrom openai import OpenAI\n'
const SAMPLE = `${HEAD}from dataclasses import dataclass, field
from trl import SFTTrainer, SFTConfig
@dataclass
class Config:
    name: str = field(default="contoso/llm")
    sizes: list = field(default_factory=lambda: ["a", "b"])
    def load(self, extra=None, *rest, key: str = "x", **more):
        for i, (n, m) in enumerate([("contoso/a", 1), ("contoso/b", 2)]):
            AutoModel.from_pretrained(n, revision=f"{m}", **more)
        return [AutoModel.from_pretrained(x) for x in rest if x]
client = OpenAI(base_url="http://localhost:11434/v1")
print(client.chat.completions.create(model="llama3" if Config().name else "phi3", messages=[{"role": "system", "content": "You are kind to everyone."}]))
SFTTrainer(AutoModel.from_pretrained(Config().name), args=SFTConfig(output_dir="out", learning_rate=1e-4)).train()
`

/** Facts or a `ReadError`, and neither takes long. */
function survives(source: string): void {
  const start = performance.now()
  try {
    sightingsIn(source)
  } catch (error) {
    assert.ok(error instanceof ReadError, String(error))
  }
  assert.ok(performance.now() - start < 8000, `${source.slice(0, 60)}…`)
}

describe('hostile Python', () => {
  it('cut off anywhere ends in facts', () => {
    for (let end = 0; end < SAMPLE.length; end += 29) survives(SAMPLE.slice(0, end))
  })

  it('with pieces exchanged ends in facts', () => {
    const words = SAMPLE.split(/(?<=\W)/)
    const place = fc.nat(words.length - 1)
    fc.assert(
      fc.property(fc.array(fc.tuple(place, place), { maxLength: 12 }), (swaps) => {
        const mixed = [...words]
        for (const [a, b] of swaps) mixed[a] = words[b]!
        survives(mixed.join(''))
      }),
      { numRuns: 60 },
    )
  })

  const n = 6000
  const blowUps: [title: string, source: string][] = [
    [
      'a long sum',
      `${HEAD}x = ${Array.from({ length: n }, () => '"a"').join(' + ')}\nAutoModel.from_pretrained(x)`,
    ],
    ['a chain of attributes', `${HEAD}x${'.a'.repeat(n)}.from_pretrained("contoso/llm")`],
    ['a chain of calls', `${HEAD}x${'.a()'.repeat(n)}.from_pretrained("contoso/llm")`],
    ['nested calls', `${HEAD}${'f('.repeat(4000)}1${')'.repeat(4000)}`],
    [
      'text that doubles itself',
      `${HEAD}a0 = "contoso/llm"\n${doubling('{p} + {p}')}AutoModel.from_pretrained(a60)`,
    ],
    [
      'lists that hold each other',
      `${HEAD}a0 = ["contoso/llm"]\n${doubling('[{p}, {p}, {p}, {p}]')}for x in a60[k][k]:\n    AutoModel.from_pretrained(x)\nTrainer(model=a60, train_dataset=a60)`,
    ],
    [
      'dictionaries that hold each other',
      `${HEAD}a0 = {"x": "contoso/llm"}\n${doubling('{{"p": {p}, "q": {p}, **{p}}}')}load_dataset("json", data_files=a60)`,
    ],
    ['one name bound many times', `${HEAD}${'x = "contoso/a"\nf(x)\n'.repeat(n / 2)}`],
    ['one name in many comprehensions', `${HEAD}${'f([x for x in y])\n'.repeat(n / 2)}`],
    [
      'functions that call each other',
      `${HEAD}def f(x):\n    return g(x)\ndef g(x):\n    return f(x)\nAutoModel.from_pretrained(f(g("contoso/a")))`,
    ],
    [
      'classes that inherit from themselves',
      `${HEAD}class A(A, B):\n    pass\nclass B(A, B):\n    pass\nAutoModel.from_pretrained(A().x.y.z)`,
    ],
    [
      'clients that wrap themselves',
      `${HEAD}c = wrap_openai(c)\nc = OpenAI(client=c, http_client=c)\nc.chat.completions.create(model="gpt-4o")`,
    ],
    [
      'many calls of one function',
      `${HEAD}def f(m):\n    AutoModel.from_pretrained(m)\n${Array.from({ length: n / 4 }, (_, i) => `f("contoso/m${i}")`).join('\n')}`,
    ],
    [
      'names of built-in properties',
      `${HEAD}constructor = "contoso/a"\n__proto__ = {"__proto__": "contoso/b"}\nAutoModel.from_pretrained(__proto__["__proto__"])\nAutoModel.from_pretrained(toString, **{"constructor": 1})`,
    ],
  ]
  for (const [title, source] of blowUps) it(`with ${title} ends`, () => survives(source))

  it('never takes properties of objects for names', () => {
    assert.deepEqual(
      namesIn(
        `${HEAD}__proto__ = {"__proto__": "contoso/b"}\nAutoModel.from_pretrained(__proto__["__proto__"])`,
      ),
      ['model hugging-face contoso/b'],
    )
  })
})

function doubling(step: string): string {
  return Array.from(
    { length: 60 },
    (_, i) => `a${i + 1} = ${step.replaceAll('{p}', `a${i}`).replaceAll('{{', '{').replaceAll('}}', '}')}\n`,
  ).join('')
}
