import type { Example, RuleExamples } from '../../../model/rule.ts'

function array(dtype: string, filters: readonly { readonly id: string }[] | null): Example {
  const metadata = {
    chunks: [4],
    compressor: { id: 'zstd', level: 1 },
    dtype,
    fill_value: null,
    filters,
    order: 'C',
    shape: [4],
    zarr_format: 2,
  }
  return { path: '.zarray', bytes: Buffer.from(JSON.stringify(metadata)) }
}

export const examples: RuleExamples = {
  bad: [array('|O', [{ id: 'pickle' }])],
  good: [array('<f4', null), array('|O', [{ id: 'vlen-utf8' }])],
}
