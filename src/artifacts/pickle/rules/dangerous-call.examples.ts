import type { Example, RuleExamples } from '../../../model/rule.ts'
import * as p from '../assemble.ts'

function file(module: string, name: string, ...args: p.Piece[]): Example {
  return { path: 'model.pkl', bytes: p.stream(p.call(p.global(module, name), ...args)) }
}

export const examples: RuleExamples = {
  bad: [
    file('shutil', 'rmtree', p.text('/home/someone')),
    file('socket', 'create_connection', p.tuple(p.text('10.0.0.1'), p.int(4444))),
    // On no list: what they are given betrays them.
    file('colourlib.tools', 'convert', p.text('sh -c "id > /tmp/x"')),
    file('colourlib.tools', 'Palette', p.text('__import__("os").system("id")')),
    file('colourlib.tools', 'run_all', p.text('payload')),
    file('difflib', 'get_close_matches', p.text('a'), p.tuple(p.text('b'))),
  ],
  good: [
    file('colourlib.tools', 'Palette', p.text('warm red'), p.int(3)),
    file('datetime', 'timedelta', p.int(1), p.int(2), p.int(3)),
    {
      path: 'model.pkl',
      bytes: p.stream(
        p.instance(p.global('colourlib.tools', 'Palette'), p.dict(['url', p.text('https://x.example/')])),
      ),
    },
  ],
}
