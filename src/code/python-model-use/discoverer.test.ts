import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { before, describe, it } from 'node:test'
import { pythonModelUse } from './discoverer.ts'
import { namesIn, sightingsIn, spelled, takeSampleOf } from './sighted.examples.ts'

before(() => pythonModelUse.preparation?.run())

const HUB = 'from transformers import AutoModel\n'
const OPENAI = 'from openai import OpenAI\n'

describe('models that Python loads', () => {
  const cases: [title: string, source: string, names: string[]][] = [
    ['a literal', `${HUB}AutoModel.from_pretrained("contoso/llm")`, ['model hugging-face contoso/llm']],
    [
      'an alias',
      'import transformers as t\nM = t.AutoModel\nM.from_pretrained("contoso/llm")',
      ['model hugging-face contoso/llm'],
    ],
    [
      'a constant',
      `${HUB}NAME = "contoso/llm"\ndef f():\n    return AutoModel.from_pretrained(NAME)`,
      ['model hugging-face contoso/llm'],
    ],
    [
      'a constant that is set twice',
      `${HUB}N = "contoso/old"\nN = "contoso/new"\nAutoModel.from_pretrained(N)`,
      ['model hugging-face contoso/new'],
    ],
    [
      'both branches',
      `${HUB}if x:\n    n = "contoso/a"\nelse:\n    n = "contoso/b"\nAutoModel.from_pretrained(n)`,
      ['model hugging-face contoso/b', 'model hugging-face contoso/a'],
    ],
    [
      'a conditional expression',
      `${HUB}AutoModel.from_pretrained("contoso/a" if x else "contoso/b")`,
      ['model hugging-face contoso/a', 'model hugging-face contoso/b'],
    ],
    [
      'a default of a parameter',
      `${HUB}def f(n="contoso/llm"):\n    AutoModel.from_pretrained(n)`,
      ['model hugging-face contoso/llm'],
    ],
    [
      'an argument of a call',
      `${HUB}def f(n):\n    AutoModel.from_pretrained(n)\nf("contoso/llm")`,
      ['model hugging-face contoso/llm'],
    ],
    [
      'an attribute of self',
      `${HUB}class A:\n    def __init__(self, n):\n        self.n = n\n    def f(self):\n        AutoModel.from_pretrained(self.n)\nA("contoso/llm")`,
      ['model hugging-face contoso/llm'],
    ],
    [
      'a field of a dataclass',
      `${HUB}@dataclass\nclass A:\n    n: str = field(default="contoso/llm")\ndef f(a: A):\n    AutoModel.from_pretrained(a.n)`,
      ['model hugging-face contoso/llm'],
    ],
    [
      'an option',
      `${HUB}p.add_argument("--model-id", default="contoso/llm")\nargs = p.parse_args()\nAutoModel.from_pretrained(args.model_id)`,
      ['model hugging-face contoso/llm'],
    ],
    [
      'the environment',
      `${HUB}import os\nAutoModel.from_pretrained(os.environ.get("M", "contoso/llm"))`,
      ['model hugging-face contoso/llm'],
    ],
    [
      'a loop',
      `${HUB}for n in ["contoso/a", "contoso/b"]:\n    AutoModel.from_pretrained(n)`,
      ['model hugging-face contoso/a', 'model hugging-face contoso/b'],
    ],
    [
      'a comprehension',
      `${HUB}[AutoModel.from_pretrained(n) for n in ("contoso/a", "contoso/b")]`,
      ['model hugging-face contoso/a', 'model hugging-face contoso/b'],
    ],
    [
      'a dictionary',
      `${HUB}M = {"a": "contoso/a", "b": "contoso/b"}\nAutoModel.from_pretrained(M["a"])`,
      ['model hugging-face contoso/a'],
    ],
    [
      'any of a dictionary',
      `${HUB}M = {"a": "contoso/a", "b": "contoso/b"}\nAutoModel.from_pretrained(M[k])`,
      ['model hugging-face contoso/a', 'model hugging-face contoso/b'],
    ],
    [
      'keywords in a dictionary',
      'from vllm import LLM\no = {"model": "contoso/llm"}\nLLM(**o)',
      ['model hugging-face contoso/llm'],
    ],
    [
      'an f-string',
      `${HUB}O = "contoso"\nAutoModel.from_pretrained(f"{O}/llm")`,
      ['model hugging-face contoso/llm'],
    ],
    [
      'a commit',
      `${HUB}AutoModel.from_pretrained("contoso/llm", revision="${'a1'.repeat(20)}")`,
      [`model hugging-face contoso/llm@${'a1'.repeat(20)}`],
    ],
    ['a path', `${HUB}AutoModel.from_pretrained("./models/x")`, ['model path models/x']],
    ['an absolute path', `${HUB}AutoModel.from_pretrained("/home/anna/models/x")`, ['model path x']],
    [
      'a path beside the file',
      `${HUB}from pathlib import Path\nAutoModel.from_pretrained(Path(__file__).parent / "x")`,
      ['model path src/x'],
    ],
  ]
  for (const [title, source, names] of cases)
    it(`follows ${title}`, () => assert.deepEqual(namesIn(source, 'src/app.py').toSorted(), names.toSorted()))

  it('says what is a mere default', () => {
    const statusOf = (source: string): string | undefined =>
      sightingsIn(source)[0]?.attributes.find((a) => a.name === 'source')?.status
    assert.equal(statusOf(`${HUB}AutoModel.from_pretrained("contoso/llm")`), 'declared')
    assert.equal(
      statusOf(`${HUB}import os\nAutoModel.from_pretrained(os.getenv("M", "contoso/llm"))`),
      'inferred',
    )
  })

  it('keeps a branch as what was asked for, never as a version', () => {
    const [seen] = sightingsIn(`${HUB}AutoModel.from_pretrained("contoso/llm", revision="main")`)
    assert.equal(seen?.subject.by === 'name' && seen.subject.version, undefined)
    assert.ok(seen?.attributes.some((a) => a.name === 'revision-requested' && a.value === 'main'))
    assert.equal(seen?.evidence.at.range?.start, 2)
  })

  it('relates an adapter to its base', () => {
    const source = `${HUB}from peft import PeftModel\nb = AutoModel.from_pretrained("contoso/base")\nPeftModel.from_pretrained(b, "contoso/lora")`
    const adapter = sightingsIn(source).find((s) => spelled(s.subject).endsWith('contoso/lora'))
    assert.deepEqual(
      adapter?.relations.map((r) => [r.kind, spelled(r.to as never)]),
      [['derived-from', 'model hugging-face contoso/base']],
    )
  })
})

describe('embedding models', () => {
  it('say how they make vectors', () => {
    const source = `from langchain_huggingface import HuggingFaceEmbeddings
HuggingFaceEmbeddings(model_name="BAAI/bge-m3", encode_kwargs={"normalize_embeddings": True})`
    const [seen] = sightingsIn(source)
    const said = seen?.attributes.map((a) => `${a.name}=${a.value}`) ?? []
    assert.ok(said.includes('role=embedding') && said.includes('normalize=true'), said.join())
  })
})

describe('what is no model', () => {
  const cases: [title: string, source: string][] = [
    [
      'types',
      `${HUB}def f(m: Union[str, None]) -> Optional["contoso/llm"]:\n    return AutoModel.from_pretrained(m)`,
    ],
    ['documentation', `${HUB}def f():\n    """AutoModel.from_pretrained("contoso/llm")"""`],
    ['comments', `${HUB}# AutoModel.from_pretrained("contoso/llm")`],
    [
      'definitions',
      'class A:\n    @classmethod\n    def from_pretrained(cls, name="x", *args):\n        return super().from_pretrained(name2)',
    ],
    [
      'placeholders',
      `${HUB}for n in ["", "<model>", "{m}", "path/to/model", "your-org/your-model", "user/model", "model_name"]:\n    AutoModel.from_pretrained(n)`,
    ],
    ['unknown parts', `${HUB}AutoModel.from_pretrained(f"{user}/name")`],
    ['paths above the tree', `${HUB}AutoModel.from_pretrained("../../elsewhere/x")`],
    ['own classes', 'import openai\nclass Agent:\n    pass\nAgent(model="gpt-4o-like/x")'],
    [
      'names of tokenisers of APIs',
      'from transformers import AutoTokenizer\nAutoTokenizer.from_pretrained("gpt-4o")',
    ],
  ]
  for (const [title, source] of cases) it(`not ${title}`, () => assert.deepEqual(namesIn(source), []))

  it('not installed libraries', () => {
    const path = '.venv/lib/python3.12/site-packages/x/y.py'
    assert.equal(pythonModelUse.claims(takeSampleOf(path, HUB)), false)
    assert.equal(pythonModelUse.claims(takeSampleOf('x/y.py', HUB)), true)
    assert.equal(pythonModelUse.claims(takeSampleOf('x.ipynb!cells.py', HUB)), true)
    assert.equal(pythonModelUse.claims(takeSampleOf('run', '#!/usr/bin/env python3\n')), true)
    assert.equal(pythonModelUse.claims(takeSampleOf('x.pyi', HUB)), false)
  })
})

describe('datasets', () => {
  it('are repositories, and builders read files', () => {
    const source = `from datasets import load_dataset
load_dataset("contoso/llm", "sub", split="train")
load_dataset("squad")
load_dataset("csv", data_files={"train": "data/a.csv", "test": ["data/b.csv"]})
load_dataset("json", data_files="data/*.json")`
    assert.deepEqual(namesIn(source), [
      'dataset hugging-face contoso/llm',
      'dataset hugging-face squad',
      'dataset path data/a.csv',
      'dataset path data/b.csv',
      'dataset path data',
    ])
    const [first] = sightingsIn(source)
    assert.deepEqual(
      first?.attributes.map((a) => [a.name, a.value]),
      [
        ['source', 'hugging-face'],
        ['config', 'sub'],
        ['split', 'train'],
      ],
    )
  })
})

describe('models behind APIs', () => {
  const create = (made: string, model: string): string =>
    `${OPENAI}c = ${made}\nc.chat.completions.create(model="${model}", messages=[])`
  const cases: [source: string, model: string][] = [
    [create('OpenAI()', 'gpt-4o'), 'model openai gpt-4o'],
    [create('OpenAI(base_url="http://localhost:11434/v1")', 'llama3'), 'model ollama llama3'],
    [
      create('OpenAI(base_url="https://openrouter.ai/api/v1")', 'openai/gpt-4o'),
      'model openrouter openai/gpt-4o',
    ],
    [create('OpenAI(base_url="http://gpu:8000/v1")', 'contoso/llm'), 'model hugging-face contoso/llm'],
    [create('OpenAI(base_url="http://gpu:8000/v1")', 'tuned'), 'model gpu:8000 tuned'],
    [
      create('OpenAI(base_url=settings.URL)', 'claude-3-5-sonnet-latest'),
      'model anthropic claude-3-5-sonnet-latest',
    ],
    [
      'import boto3\nb = boto3.client("bedrock-runtime")\nb.converse(modelId="amazon.nova-pro-v1:0")',
      'model aws-bedrock amazon.nova-pro-v1:0@v1:0',
    ],
    [
      'from langchain_openai import AzureChatOpenAI\nAzureChatOpenAI(azure_deployment="prod")',
      'model azure-openai prod',
    ],
    [
      'import litellm\nlitellm.completion("mistral/mistral-small-latest", [])',
      'model mistral mistral-small-latest',
    ],
    [
      'from pydantic_ai import Agent\nAgent("anthropic:claude-3-opus-20240229")',
      'model anthropic claude-3-opus-20240229@20240229',
    ],
    [
      'import instructor\nfrom groq import Groq\nc = instructor.from_groq(Groq())\nc.chat.completions.create(model="x-7b")',
      'model groq x-7b',
    ],
  ]
  for (const [source, model] of cases)
    it(`finds ${model}`, () => assert.ok(namesIn(source).includes(model), namesIn(source).join('; ')))

  it('makes no provider of an address that is not told', () => {
    assert.deepEqual(namesIn(create('OpenAI(base_url=settings.URL)', 'tuned')), [])
  })

  it('says nothing of keys and passwords', () => {
    const source = `${OPENAI}c = OpenAI(base_url="https://anna:hunter2@llm.example/v1?token=abc", api_key="sk-secret")
c.chat.completions.create(model="m-7b", messages=[])
from langchain_postgres import PGVector
PGVector(connection="postgresql://app:hunter2@db:5432/x")`
    const seen = JSON.stringify(sightingsIn(source))
    for (const secret of ['hunter2', 'sk-secret', 'token=abc']) assert.ok(!seen.includes(secret), secret)
    assert.ok(seen.includes('postgresql://db:5432/x'))
  })
})

describe('training runs', () => {
  const source = `from transformers import AutoModel
from trl import SFTTrainer, SFTConfig
from peft import LoraConfig
from datasets import load_dataset
m = AutoModel.from_pretrained("contoso/base")
d = load_dataset("contoso/data")
SFTTrainer(model=m, train_dataset=d["train"].shuffle(), peft_config=LoraConfig(r=8),
    args=SFTConfig(output_dir="out/x", learning_rate=2e-4, hub_token="hf_secret"))`
  const run = (): ReturnType<typeof sightingsIn>[number] | undefined =>
    sightingsIn(source).find((s) => s.subject.by === 'path' && s.subject.kind === 'training')

  it('lead to base, data and result', () => {
    assert.deepEqual(
      run()?.relations.map((r) => `${r.kind} ${spelled(r.to as never)}`),
      [
        'derived-from model hugging-face contoso/base',
        'trained-on dataset hugging-face contoso/data',
        'provides model path out/x',
      ],
    )
  })

  it('have hyperparameters, and no secrets', () => {
    const keys = run()?.attributes.flatMap((a) => (a.name === 'hyperparameter' ? `${a.key}=${a.value}` : []))
    assert.deepEqual(keys, ['learning_rate=2e-4', 'r=8'])
  })
})

describe('prompts', () => {
  it('are named by their constants and hashed as text', () => {
    const source = `${OPENAI}SYSTEM_PROMPT = "You answer in one sentence."\nPROMPT_FILE = "prompts/system prompt.txt"`
    const [seen] = sightingsIn(source)
    assert.equal(seen && spelled(seen.subject), 'prompt app.py SYSTEM_PROMPT')
    assert.equal(
      seen?.distributions[0]?.hashes[0]?.value,
      createHash('sha256').update('You answer in one sentence.').digest('hex'),
    )
  })

  it('are files where they are read from files', () => {
    const source = `${OPENAI}from pathlib import Path
SYSTEM_PROMPT = Path("prompts/system.md").read_text()
with open("prompts/judge.txt") as f:
    JUDGE_PROMPT = f.read()
REVIEW_PROMPT = (Path(__file__).parent / "review.md").read_text()`
    assert.deepEqual(namesIn(source, 'src/app.py'), [
      'prompt path prompts/system.md',
      'prompt path prompts/judge.txt',
      'prompt path src/review.md',
    ])
  })

  it('of templates with unknown parts have no hash', () => {
    const [seen] = sightingsIn(`${OPENAI}SYSTEM_PROMPT = f"You answer {who} in one single sentence."`)
    assert.equal(seen?.distributions.length, 0)
  })
})
