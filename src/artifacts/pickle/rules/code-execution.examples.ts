import type { Example, RuleExamples } from '../../../model/rule.ts'
import * as p from '../assemble.ts'

function file(bytes: Uint8Array): Example {
  return { path: 'model.pkl', bytes }
}

const echo = p.text('echo x')

export const examples: RuleExamples = {
  bad: [
    file(p.stream(p.call(p.global('os', 'system'), echo))),
    // Reached through a module that imports it.
    file(p.stream(p.call(p.stackGlobal('numpy', 'os.system'), echo))),
    file(p.stream(p.call(p.stackGlobal('inspect', 'builtins.eval'), p.text('1')))),
    // Called by way of another callable.
    file(p.stream(p.call(p.global('builtins', 'map'), p.global('os', 'system'), p.tuple(echo)))),
    file(
      p.stream(
        p.call(
          p.call(p.global('operator', 'attrgetter'), p.text('system')),
          p.call(p.global('importlib', 'import_module'), p.text('os')),
        ),
      ),
    ),
    // Planted under a name that BUILD looks up.
    file(
      p.stream(
        p.call(p.global('collections', 'OrderedDict')),
        p.dict(['__setstate__', p.global('os', 'system')]),
        p.BUILD,
        echo,
        p.BUILD,
      ),
    ),
  ],
  good: [
    file(p.stream(p.call(p.global('collections', 'OrderedDict')))),
    file(p.stream(p.call(p.global('functools', 'partial'), p.global('builtins', 'int')))),
    file(p.stream(p.text('import os; os.system("echo x")'))),
  ],
}
