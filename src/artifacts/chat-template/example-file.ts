import type { Example } from '../../model/rule.ts'

export function jinja(source: string): Example {
  return { path: 'chat_template.jinja', bytes: Buffer.from(source) }
}

/** The template as tokenizer configurations carry it. */
export function tokenizerConfig(template: unknown): Example {
  const text = JSON.stringify({ bos_token: '<s>', chat_template: template, model_max_length: 4096 }, null, 2)
  return { path: 'tokenizer_config.json', bytes: Buffer.from(text) }
}

const LOOP =
  "{% for message in messages %}<|im_start|>{{ message['role'] }}\n{{ message['content'] }}<|im_end|>\n{% endfor %}"

/** A plain template with something more behind its loop. */
export function withLoop(addition: string): Example {
  return jinja(`${LOOP}${addition}{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}`)
}
