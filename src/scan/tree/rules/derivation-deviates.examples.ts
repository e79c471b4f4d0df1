import { declaring, foundDerivation } from '../derivation-example.ts'
import { tree, type TreeExamples } from '../example.ts'

export const examples: TreeExamples = {
  bad: [
    tree(['m.gguf'], { derivations: [foundDerivation({ level: 'L0', class: 'single-edit' })] }),
    tree(['m.gguf'], { derivations: [foundDerivation({ level: 'L0', class: 'fine-tune' })] }),
  ],
  good: [
    tree(['m.gguf'], { derivations: [foundDerivation()] }),
    tree(['m.gguf'], { derivations: [foundDerivation({ level: 'U', class: 'not-comparable' })] }),
    tree(['m.gguf'], {
      derivations: [foundDerivation({ level: 'L0', class: 'single-edit' }, { files: [] })],
    }),
    // Told as a contradiction.
    tree(['m.gguf'], {
      derivations: [foundDerivation({ level: 'L0', class: 'unrelated' }, declaring('org/base'))],
    }),
  ],
}
