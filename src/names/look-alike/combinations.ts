import type { KnownName, KnownNames, Prominence } from './known-names.ts'
import { meantBy } from './confusions.ts'
import { verdictOf, type Resemblance } from './verdict.ts'

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

/** Words that promise the package itself, or nothing: its library, its helpers, a better one. */
const HOLLOW = words(`
  lib libs library req reqs require requires requirement requirements api apis py py2 py3 python python2 python3 async
  sync helper helpers util utils tool tools toolkit kit os sys system data dev devel develop test tests testing tester base common main
  new newest latest update updated updater upgrade upgraded fix fixed fixes patch patched hotfix plus pro premium free lite
  light ultra max mini official officially real original originals secure secured safe fast faster speed speedup turbo boost
  booster ai bot gpt cli sdk wrapper widget widgets install installer setup build builder binary bin wheel pkg package packages module
  modules mod ext  beta alpha stable release final
  proxy prox request login auth token key keys http https url web net socket crypto encrypt encryption color colors logger log logs
  simple easy super mega hyper better best good free full complete all engine manager man handler validator version
  versions v1 v2 v3 hubs app demo sample example examples hello world project team org inc
`)
/** Packages of their own that the project or its tools make; everybody knows them to be no copies. */
const EXTENDS = words(`
  stubs types typing cpu gpu cuda rocm tpu npu intel nightly weekly headless contrib datasets instrumentation
`)
/** Parts that a project may well publish apart, and that anybody can claim to be. */
const PARTS = words(`
  client server core plugin plugins provider providers adapter adapters integration backend frontend compat legacy
`)
/** Builds for a machine or a system, which some projects do publish apart. */
const PLATFORMS = words(
  'linux windows win win32 win64 mac macos osx darwin amd64 x86 arm64 aarch64 manylinux',
)
/** Frameworks whose plugins bear their name before or after another one by custom: `langchain-groq`, `fastapi-sqlalchemy`. */
const FRAMEWORKS = words(`
  types stubs opentelemetry openinference instrumentation langchain langgraph llama llama-index airflow apache dagster kedro
  prefect django mkdocs sphinx jupyter jupyterlab ipython nbdev spacy pydantic fastapi streamlit gradio dask pyspark mcp
  fastmcp kfp mlflow autodoc lovely agent livekit composio databricks unitycatalog trulens nvidia aws azure google sagemaker
  crewai autogen
  instructor guardrails haystack semantic great-expectations zenml flyte flytekit metaflow hydra lightning ray jax
`)

/** Tools with many plugins called after them. They are no reason to trust a name that has a model library beside them. */
const EXTENDED = words(
  'pytest click rich typer sqlalchemy flask httpx aiohttp boto3 mypy pip ruamel pygments jsonschema',
)

/** Packages that are found beside every other, from here on they are not. */
const POPULAR_PARTNER = 3000
/** With this many names that begin with its own, one more says little. */
const HUB = 12

const WEIGHT: Readonly<Partial<Record<Prominence, number>>> = { core: 1, everywhere: 1.3, ml: 1.4 }

/** Names made of a known name and something that makes them look like part of it: `numpy-lib`, `pandas-requests`. */
export function combinations(name: string, known: KnownNames, asUnknown: boolean): Resemblance[] {
  const tokens = name.split('-')
  const found: Resemblance[] = []
  for (let cut = 1; cut < tokens.length; cut++) {
    const head = tokens.slice(0, cut)
    const tail = tokens.slice(cut)
    found.push(
      ...joined(name, head, tail, 'begins', known, asUnknown),
      ...joined(name, tail, head, 'ends', known, asUnknown),
    )
  }
  if (tokens.length === 1) found.push(...glued(name, known))
  return found
}

function joined(
  name: string,
  part: readonly string[],
  rest: readonly string[],
  place: 'begins' | 'ends',
  known: KnownNames,
  asUnknown: boolean,
): Resemblance[] {
  const target = known.members.get(part.join('-')) ?? known.aliases.get(part.join('-'))
  if (!target || WEIGHT[target.prominence] === undefined || target.means === name) return []
  if (place === 'ends' && FRAMEWORKS.has(rest[0]!)) return []
  const others = (known.extensions.get(target.name) ?? 0) - (asUnknown && place === 'begins' ? 1 : 0)
  const ratio = ratioOfRest(rest, target, known, others >= HUB)
  return ratio === undefined ? [] : resemblance(ratio, target, rest.join('-'))
}

function ratioOfRest(
  rest: readonly string[],
  target: KnownName,
  known: KnownNames,
  isHub: boolean,
): number | undefined {
  if (rest.some((word) => EXTENDS.has(word) || /^cu\d+$|^\d+$/.test(word))) return undefined
  const weight =
    (WEIGHT[target.prominence] ?? Infinity) *
    (FRAMEWORKS.has(target.name) || EXTENDED.has(target.name) ? 1.4 : 1)
  if (isPartner(rest.join('-'), known)) return 0.9 * weight
  if (rest.every((word) => HOLLOW.has(word))) return 0.95 * weight
  if (rest.every((word) => HOLLOW.has(word) || PLATFORMS.has(word) || PARTS.has(word))) return 1.2 * weight
  return isHub || target.prominence !== 'core' ? undefined : 1.45 * weight
}

/** Whether people ask for it for its own sake. */
function isPartner(name: string, known: KnownNames): boolean {
  if (name.length < 4) return false
  return [name, meantBy(name) ?? ''].some((n) => {
    const partner = known.members.get(n)
    return partner !== undefined && (partner.prominence === 'core' || partner.rank < POPULAR_PARTNER)
  })
}

/** Without a separator: `pandasrequest`. */
function glued(name: string, known: KnownNames): Resemblance[] {
  const found: Resemblance[] = []
  for (let cut = 2; cut <= name.length - 2; cut++)
    for (const [part, rest] of [
      [name.slice(0, cut), name.slice(cut)],
      [name.slice(cut), name.slice(0, cut)],
    ] as const) {
      if (part.length < LEAST_GLUED) continue
      const target = known.members.get(part)
      if (target?.prominence !== 'core') continue
      if (FRAMEWORKS.has(target.name)) continue
      if (isPartner(rest, known) || isPartner(`${rest}s`, known) || HOLLOW.has(rest))
        found.push(...resemblance(0.95, target, rest))
    }
  return found
}

const LEAST_GLUED = 5

function resemblance(ratio: number, target: KnownName, rest: string): Resemblance[] {
  const verdict = verdictOf(ratio)
  const why = `puts ${rest} beside ${target.name}, as if it were part of it`
  return verdict === 'none' ? [] : [{ verdict, target: target.means ?? target.name, ratio, why }]
}
