import type { RuleExamples } from '../../../model/rule.ts'
import { description, npyFile } from '../example-file.ts'

export const examples: RuleExamples = {
  bad: [
    npyFile("{'descr': '<f4', 'fortran_order': False, 'shape': (1,), 'loader': 'x'}", 4),
    npyFile("{'descr': '<f4'", 4),
    npyFile(description("'<w9'", '(1,)'), 9),
    npyFile("['<f4']"),
    npyFile(description("'<f4'", '(-1,)'), 4),
    npyFile(description("{'a': 1}", '(1,)'), 4),
  ],
  good: [
    npyFile(description("[('a', '<f4'), ('b', '|S3', (2,)), ('c', [('d', '<i8')])]", '(1,)'), 18),
    npyFile(description("'<M8[ns]'", '(2,)', 'True'), 16, 2),
    npyFile(description("[('ключ', '<f8')]", '(1,)'), 8, 3),
    npyFile(description("'<U3'", '()'), 12),
  ],
}
