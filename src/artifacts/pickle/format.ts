import type { Format } from '../../model/format.ts'
import { claims } from './claims.ts'
import type { PickleFileFacts } from './facts.ts'
import { readPickleFile } from './file.ts'
import { broken } from './rules/broken.ts'
import { codeExecution } from './rules/code-execution.ts'
import { contract } from './rules/contract.ts'
import { contradiction } from './rules/contradiction.ts'
import { dangerousCall } from './rules/dangerous-call.ts'
import { divergence } from './rules/divergence.ts'
import { embeddedCode } from './rules/embedded-code.ts'
import { extensionRegistry } from './rules/extension-registry.ts'
import { indirectCall } from './rules/indirect-call.ts'
import { strayBytes } from './rules/stray-bytes.ts'
import { suspiciousImport } from './rules/suspicious-import.ts'
import { unproven } from './rules/unproven.ts'

export const pickle: Format<PickleFileFacts> = {
  id: 'pickle',
  title: 'Python pickle',
  extensions: ['.pkl', '.pickle', '.joblib', '.dat', '.data', '.pth', '.pt', '.ckpt', '.bin', '.dill', '.p'],
  onLoad: 'code',
  rules: [
    codeExecution,
    embeddedCode,
    dangerousCall,
    contract,
    indirectCall,
    extensionRegistry,
    suspiciousImport,
    divergence,
    broken,
    contradiction,
    strayBytes,
    unproven,
  ],
  claims,
  read: ({ path, bytes }, ctx) => readPickleFile(path, bytes, ctx),
  source: ({ streams }) => streams.map((stream) => stream.source()).join('\n'),
}
