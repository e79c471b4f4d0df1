import type { Format } from '../../model/format.ts'
import { claims } from './claims.ts'
import type { PickleFileFacts } from './facts.ts'
import { readPickleFile } from './file.ts'

export const pickle: Format<PickleFileFacts> = {
  id: 'pickle',
  title: 'Python pickle',
  extensions: ['.pkl', '.pickle', '.joblib', '.dat', '.data', '.pth', '.pt', '.ckpt', '.bin', '.dill', '.p'],
  onLoad: 'code',
  rules: [],
  claims,
  read: ({ path, bytes }, ctx) => readPickleFile(path, bytes, ctx),
}
