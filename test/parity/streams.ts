import { generate } from './generate.ts'
import { mutate } from './mutate.ts'
import { Random } from './random.ts'

/** Half generated, half mutated; always the same for one seed. */
export function* streams(seed: number, count: number): Generator<Buffer> {
  const random = new Random(seed)
  let previous = generate(random)
  for (let i = 0; i < count; i++) {
    const stream = generate(random)
    yield i % 2 === 0 ? stream : mutate(random, stream, previous)
    previous = stream
  }
}
