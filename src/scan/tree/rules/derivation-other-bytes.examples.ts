import { foundDerivation } from '../derivation-example.ts'
import { tree, type TreeExamples } from '../example.ts'

const changed = [{ path: 'm.gguf', expected: 'sha256:aa', found: 'sha256:bb' }] as const

export const examples: TreeExamples = {
  bad: [tree(['m.gguf'], { derivations: [foundDerivation({}, { files: [], changed })] })],
  good: [
    tree(['m.gguf'], { derivations: [foundDerivation()] }),
    tree(['m.gguf'], { derivations: [foundDerivation({}, { files: [] })] }),
  ],
}
