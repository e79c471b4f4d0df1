import type { NamedDataset } from './model-mention.ts'
import { hubDatasetUrl, isHubReference } from './model-value.ts'

/** Datasets without an organisation, from the time before the hub had them. */
const LEGACY =
  /^(?:wikitext|squad(?:_v2)?|imdb|glue|super_glue|cnn_dailymail|xsum|conll2003|ag_news|sst2|samsum|oscar|cifar100?|mnist|fashion_mnist|openwebtext|bookcorpus|wikipedia|common_voice|librispeech_asr|gsm8k|hellaswag|rotten_tomatoes|yelp_review_full|amazon_polarity|snli|multi_nli|xnli|trec|emotion|tweet_eval|ms_marco|natural_questions|trivia_qa|race|boolq|piqa|winogrande|openbookqa|ptb_text_only|lambada|wmt1[4-9]|opus_books|billsum|eli5|food101|beans|minds14|superb|the_pile|ptb|swag|sciq|cos_e|quora|daily_dialog|empathetic_dialogues)$/

/** `org/name` of the hub, a page of it, or one of its old names. */
export function datasetOfValue(text: string, sure = false): NamedDataset | undefined {
  const value = text.trim()
  if (value.length > 300 || /[\s<>{}$"'`|\\;,()[\]*?%^!&#]/.test(value)) return undefined
  const url = hubDatasetUrl(value)
  if (url) return { kind: 'dataset', registry: 'hugging-face', ...url }
  if (value.includes('/'))
    return isHubReference(value) ? { kind: 'dataset', registry: 'hugging-face', name: value } : undefined
  return sure && LEGACY.test(value) ? { kind: 'dataset', registry: 'hugging-face', name: value } : undefined
}
