import type { RuleExamples } from '../../../model/rule.ts'

const at = (text: string): RuleExamples['good'][number] => ({ path: 'config.yaml', bytes: Buffer.from(text) })

export const examples: RuleExamples = {
  bad: [
    at('a: !!python/object/apply:os.system ["echo hi"]\n'),
    at('a: !<tag:yaml.org,2002:python/object/new:subprocess.Popen> [[echo]]\n'),
    at('%TAG !p! tag:yaml.org,2002:python/\n---\na: !p!object/apply:os.system [echo]\n'),
    at('a: !!python/name:builtins.eval\n'),
    at('a: !!python/module:my_module\n'),
  ],
  good: [at('shape: !!python/tuple [1, 2]\n'), at('path: !!python/object/apply:pathlib.PosixPath [a]\n')],
}
