import type { Discoverer } from '../../model/discoverer.ts'
import type { Sample } from '../../model/entry.ts'
import { lineRange } from '../../model/location.ts'
import { overLimit } from '../../model/read-error.ts'
import { sightingOf, type Mention } from '../../names/mention.ts'
import { parseYaml } from '../../syntax/config/yaml.ts'
import { scriptMentions } from '../../commands/mentions.ts'
import { readMakefile } from './makefile.ts'
import { pipelineMentions } from './pipeline.ts'
import { unitScript } from './unit-file.ts'

const MAX_SCRIPT = 1024 * 1024
const SCRIPT = /\.(?:sh|bash|zsh|ksh|sbatch|slurm|command)$/
const MAKEFILE = /^(?:gnu)?makefile(?:\.\w+)?$|\.mk$/
const UNIT = /\.service$|^procfile(?:\.\w+)?$|^supervisord?\.conf$/
const PIPELINE =
  /(?:^|\/)\.github\/(?:workflows|actions)\/.*\.ya?ml$|(?:^|\/)action\.ya?ml$|(?:^|\/)\.?gitlab-ci[\w.-]*\.ya?ml$|(?:^|\/)\.gitlab\/.*\.ya?ml$|azure-pipelines[\w.-]*\.ya?ml$|(?:^|\/)\.circleci\/.*\.ya?ml$|bitbucket-pipelines\.ya?ml$|(?:^|\/)\.buildkite\/.*\.ya?ml$|(?:^|\/)buildspec[\w.-]*\.ya?ml$|(?:^|\/)Taskfile[\w.-]*\.ya?ml$|(?:^|\/)\.drone\.ya?ml$|(?:^|\/)\.woodpecker[\w./-]*\.ya?ml$/i
/** SkyPilot: tasks for rented machines. */
const SKY_TASK = /^resources:[^]*^(?:run|setup):/m
/** Words without which nothing is read: most scripts have nothing to do with models. */
const TELLING =
  /huggingface|\bhf\b|hf\.co|vllm|ollama|llama|sglang|lmdeploy|text-generation|text-embeddings|tritonserver|torchserve|mlx_|litellm|model|dataset|docker|image:|kaggle|embed|lora|MODEL|_LLM\b|\b(?:pip[\d.]*|uvx?|pipx|poetry|pdm|rye|pipenv|conda|mamba|micromamba|pixi|npm|npx|pnpm|pnpx|yarn|bunx?)\s/

export const shellModelUse: Discoverer<readonly Mention[]> = {
  id: 'shell-model-use',
  title: 'Models, datasets and packages in shell scripts, makefiles and pipelines',
  claims(sample) {
    return kindOf(sample) !== undefined
  },
  *read({ path, bytes }, ctx) {
    if (bytes.size > Math.min(MAX_SCRIPT, ctx.limits.structureBytes))
      throw overLimit(`a script of ${bytes.size} bytes`)
    const text = bytes.read(0, bytes.size).toString('utf8')
    if (!TELLING.test(text)) return
    switch (kindOfName(path, text)) {
      case 'makefile': {
        const { recipes, env } = readMakefile(text)
        for (const { script, line } of recipes)
          yield { kind: 'facts', facts: scriptMentions(script, ctx, { env: new Map(env), line }) }
        return
      }
      case 'pipeline':
        for (const { root, error } of parseYaml(text, ctx)) {
          if (error)
            yield {
              kind: 'gap',
              gap: { at: { path, range: lineRange(error.line) }, reason: 'malformed', detail: error.message },
            }
          else yield { kind: 'facts', facts: pipelineMentions(root, ctx) }
        }
        return
      case 'unit':
        yield { kind: 'facts', facts: scriptMentions(unitScript(text), ctx) }
        return
      default:
        yield { kind: 'facts', facts: scriptMentions(text, ctx) }
    }
  },
  *sightings(mentions, path) {
    for (const seen of mentions) yield sightingOf(seen, path)
  },
}

type Kind = 'script' | 'makefile' | 'pipeline' | 'unit'

function kindOf({ path, name, text, size }: Sample): Kind | undefined {
  if (text === undefined || size === 0 || size > 64 * MAX_SCRIPT) return undefined
  if (SCRIPT.test(name) || MAKEFILE.test(name) || UNIT.test(name)) return kindOfName(path, text)
  if (PIPELINE.test(path)) return 'pipeline'
  if (/\.ya?ml$/.test(name)) return SKY_TASK.test(text) ? 'pipeline' : undefined
  return !name.includes('.') && /^#!\s*\/(?:usr\/)?bin\/(?:env\s+)?(?:ba|z|k|da)?sh\b/.test(text)
    ? 'script'
    : undefined
}

function kindOfName(path: string, text: string): Kind {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('!')) + 1).toLowerCase()
  if (MAKEFILE.test(name)) return 'makefile'
  if (UNIT.test(name)) return 'unit'
  if (/\.ya?ml$/.test(name) && (PIPELINE.test(path) || SKY_TASK.test(text))) return 'pipeline'
  return 'script'
}
