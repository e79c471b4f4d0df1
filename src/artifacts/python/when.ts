import type { When } from './facts.ts'
import type { Machine } from './machine.ts'
import type { Owner } from './scope.ts'
import type { LocalClass } from './value.ts'

const LOADED_BASE =
  /(?:^|\.)(?:\w*(?:PreTrained|Pretrained)(?:Model|Config|Tokenizer|TokenizerFast|TokenizerBase)|\w*ProcessorMixin|\w*Processor|\w*FeatureExtract(?:or|ionMixin)|\w*Tokenizer(?:Fast)?|\w*Pipeline|ModelMixin|ConfigMixin|PythonModel|BaseHandler|\w*Handler|GenerationMixin|Module|LightningModule|Layer|\w*Model|\w*Config|Dataset|GeneratorBasedBuilder|\w*Builder|\w*ForCausalLM|\w*For[A-Z]\w*)$/
const LOADED_CLASS =
  /^(?:TritonPythonModel|EndpointHandler|Predictor|Model|CustomModel|ModelHandler|InferenceHandler)$/
const LOADED_METHOD =
  /^(?:__init__|__new__|__post_init__|__init_subclass__|__call__|__del__|__enter__|__getattr__|__getattribute__|__setstate__|__reduce__|__reduce_ex__|from_pretrained|from_config|_from_config|from_dict|setup|build|load_context|load|load_model|initialize|init|post_init|_init_weights|tie_weights|predict|forward|handle|preprocess|postprocess|inference|execute|call|encode|decode|tokenize|_tokenize|generate|_load_from_state_dict|load_state_dict|_split_generators|_generate_examples|_info)$/
const LOADED_FUNCTION =
  /^(?:_load_pyfunc|_load_model|model_fn|input_fn|predict_fn|output_fn|load_model|initialize|__getattr__|__dir__|handle|generate)$/
const PICKLED_METHOD = /^(?:__reduce__|__reduce_ex__|__setstate__)$/
const INSTALLED_BASE =
  /(?:^|\.)(?:install|develop|egg_info|build_py|build_ext|build|sdist|bdist_wheel|bdist_egg|install_lib|install_scripts|Command|BuildHookInterface)$/

const RANK: Readonly<Record<When, number>> = { import: 4, install: 3, load: 2, main: 1, call: 0 }

/** For each owner of code, the least that has to happen for it to run. */
export function whenOf(m: Machine): (owner: Owner) => When {
  const known = new Map<number, When>()
  const spread = (from: Owner, when: When): void => {
    const open = [from]
    for (let o = open.pop(); o; o = open.pop()) {
      const before = known.get(o.id)
      if (before !== undefined && RANK[before] >= RANK[when]) continue
      known.set(o.id, when)
      for (const id of o.calls) {
        const called = m.owners.get(id)
        if (called) open.push(called)
      }
    }
  }
  for (const owner of m.owners.values()) spread(owner, ownWhen(owner))
  return (owner) => known.get(owner.id) ?? 'call'
}

function ownWhen(owner: Owner): When {
  if (owner.kind === 'module') return 'import'
  if (owner.kind === 'main') return 'main'
  const { name, inClass } = owner
  if (!inClass) return LOADED_FUNCTION.test(name) ? 'load' : 'call'
  if (
    inClass.bases.some((b) => INSTALLED_BASE.test(b)) &&
    /^(?:run|initialize|finalize_options|initialize_options|build_extension|build_extensions|__init__)$/.test(
      name,
    )
  )
    return 'install'
  if (PICKLED_METHOD.test(name)) return 'load'
  return isLoaded(inClass) && (owner.isProperty || LOADED_METHOD.test(name)) ? 'load' : 'call'
}

function isLoaded(c: LocalClass): boolean {
  return LOADED_CLASS.test(c.name) || c.bases.some((b) => LOADED_BASE.test(b))
}
