import type { Example, RuleExamples } from '../../../model/rule.ts'
import * as p from '../assemble.ts'

function file(...pieces: p.Piece[]): Example {
  return { path: 'model.pkl', bytes: p.stream(...pieces) }
}

const parse = p.call(p.global('functools', 'partial'), p.global('builtins', 'int'))

export const examples: RuleExamples = {
  bad: [file(p.call(parse, p.int(1))), file(p.call(p.join(p.text('7'), p.BINPERSID), p.int(1)))],
  good: [
    file(parse),
    // How protocols below 4 name a constructor inside a class.
    file(
      p.call(
        p.call(p.global('builtins', 'getattr'), p.global('zoneinfo', 'ZoneInfo'), p.text('_unpickle')),
        p.text('Europe/Berlin'),
        p.int(1),
      ),
    ),
  ],
}
