import { declaring, foundDerivation } from '../derivation-example.ts'
import { tree, type TreeExamples } from '../example.ts'

const unrelated = { level: 'L0', class: 'unrelated' } as const

export const examples: TreeExamples = {
  bad: [
    tree(['m.gguf'], { derivations: [foundDerivation(unrelated, declaring('org/base'))] }),
    tree(['m.gguf'], { derivations: [foundDerivation({}, declaring('other/base'))] }),
    tree(['m.gguf'], {
      derivations: [foundDerivation({}, { ...declaring('other/base'), isTrusted: false })],
    }),
  ],
  good: [
    tree(['m.gguf'], { derivations: [foundDerivation({}, declaring('Org/Base'))] }),
    tree(['m.gguf'], { derivations: [foundDerivation()] }),
    // Of a model unrelated to one base nothing follows for another.
    tree(['m.gguf'], { derivations: [foundDerivation(unrelated, declaring('other/base'))] }),
    tree(['m.gguf'], { derivations: [foundDerivation({}, { ...declaring('other/base'), files: [] })] }),
    tree(['m.gguf'], {
      derivations: [foundDerivation({ reference: { name: 'official', files: [] } }, declaring('org/base'))],
    }),
  ],
}
