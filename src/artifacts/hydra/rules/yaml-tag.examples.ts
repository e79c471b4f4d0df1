import type { RuleExamples } from '../../../model/rule.ts'

const at = (text: string): RuleExamples['good'][number] => ({ path: 'config.yaml', bytes: Buffer.from(text) })

export const examples: RuleExamples = {
  bad: [
    at('a: !!python/object/apply:os.system ["echo hi"]\n'),
    at('a: !<tag:yaml.org,2002:python/object/new:subprocess.Popen> [[echo]]\n'),
    at('%TAG !p! tag:yaml.org,2002:python/\n---\na: !p!object/apply:os.system [echo]\n'),
    at('a: !!python/name:builtins.eval\n'),
    at('a: !!python/module:my_module\n'),
    at('a: !apply:os.system [echo]\n'),
    at('a: !new:subprocess.Popen\n  args: echo\n'),
    at('a: !!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[]]]\n'),
    at('a: !ruby/object:Gem::Installer\n  i: x\n'),
  ],
  good: [
    at('net: !new:torch.nn.Linear\n  in_features: 4\nseed: !apply:torch.manual_seed [1]\n'),
    at('shape: !!python/tuple [1, 2]\n'),
    at('path: !!python/object/apply:pathlib.PosixPath [a]\n'),
  ],
}
