/** The name under which a thing is found today: where the hub moved a repository, the new one. */
export function currentName(registry: string, name: string): string {
  return registry === 'hugging-face' ? (LEGACY.get(name.toLowerCase()) ?? name) : name
}

/** Under which name a registry files a thing: two spellings of one name are one thing. */
export function canonicalName(registry: string, name: string): string {
  switch (registry) {
    case 'hugging-face':
      return currentName(registry, name).toLowerCase()
    case 'pypi':
      return name.toLowerCase().replaceAll(/[-_.]+/g, '-')
    case 'conda':
      return name.toLowerCase()
    default:
      return name
  }
}

/**
 * Repositories that the hub kept without an organisation at first and moved since; the old names lead on to the
 * new ones. Source: the hub's redirects.
 */
const LEGACY: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'google-bert': [
      'bert-base-uncased',
      'bert-base-cased',
      'bert-large-uncased',
      'bert-large-cased',
      'bert-base-multilingual-cased',
      'bert-base-multilingual-uncased',
      'bert-base-chinese',
      'bert-base-german-cased',
    ],
    'openai-community': ['gpt2', 'gpt2-medium', 'gpt2-large', 'gpt2-xl', 'openai-gpt'],
    distilbert: [
      'distilbert-base-uncased',
      'distilbert-base-cased',
      'distilbert-base-uncased-finetuned-sst-2-english',
      'distilbert-base-multilingual-cased',
      'distilgpt2',
      'distilroberta-base',
    ],
    FacebookAI: [
      'roberta-base',
      'roberta-large',
      'roberta-large-mnli',
      'xlm-roberta-base',
      'xlm-roberta-large',
    ],
    'google-t5': ['t5-small', 't5-base', 't5-large', 't5-3b', 't5-11b'],
    albert: ['albert-base-v1', 'albert-base-v2', 'albert-large-v2', 'albert-xlarge-v2', 'albert-xxlarge-v2'],
    xlnet: ['xlnet-base-cased', 'xlnet-large-cased'],
    almanach: ['camembert-base'],
  }).flatMap(([organisation, names]) => names.map((name) => [name, `${organisation}/${name}`] as const)),
)
