import type { Guard } from '../facts.ts'

/** Words of a language in text that templates add: markup, special tokens and what is rendered do not count. */
export function naturalWords(text: string): number {
  const bare = text
    .replaceAll('…', ' ')
    .replace(/<[|｜/]?[\w\s|｜▁:.=/"-]{0,60}>|\[\/?[A-Z_]{2,40}\]|<<\/?\w+>>/gu, ' ')
    .replace(/["'{}[\]\\]/g, ' ')
  const words = bare.match(/(?<![\w_])\p{L}[\p{L}'’]+(?![\w_])/gu)?.length ?? 0
  const ideographs =
    bare.match(/\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Thai}/gu)?.length ?? 0
  return words + Math.floor(ideographs / 2)
}

/** Words of a conversation's structure: templates ask for them to find roles, parts and modes. */
const STRUCTURE = new Set(
  (
    'user assistant system tool tools function ipython developer text image image_url images video video_url audio ' +
    'audio_url input_audio input_text output_text document file model human gpt bot type content name role true false ' +
    'none null think thinking low medium high auto minimal error ok success media source data url path bytes ' +
    'refusal reasoning tool_calls tool_call_id function_call arguments parameters title snippet doc results query'
  ).split(' '),
)

/** A literal that a person would type, as against a marker that programs put into messages. */
export function isPlainWord(word: string): boolean {
  const trimmed = word.trim()
  if (!/\p{L}|\p{N}{3}|\p{Extended_Pictographic}/u.test(trimmed)) return false
  if (STRUCTURE.has(trimmed.toLowerCase())) return false
  return !/[<>[\]{}|｜/#`\\_=▁]|:$|^[A-Z]{2,}:/u.test(trimmed)
}

/** Markers that templates of released models look for in messages. */
const KNOWN_MARKER =
  /think|reason|thought|tool|function|inst|sys|im_|im[ga]|audio|video|vision|media|doc|file|eot|turn|channel|analysis|final|message|response|call|output|context|```|json|\b[se]>/i

/** A marker with letters that means nothing to any known template. */
export function isStrangeMarker(word: string): boolean {
  return (
    /\p{L}/u.test(word) &&
    !isPlainWord(word) &&
    !KNOWN_MARKER.test(word) &&
    !STRUCTURE.has(word.trim().toLowerCase())
  )
}

/** Plain words that decide whether something is rendered. */
export function triggerWords(guards: readonly Guard[]): string[] {
  return guards.filter((g) => g.on === 'content' && !g.absent).flatMap((g) => g.words.filter(isPlainWord))
}

interface Sign {
  readonly pattern: RegExp
  readonly says: string
  /** Two points together are an attack whatever the condition. */
  readonly weight: number
}

/** Where an order begins: a text that speaks *about* such orders has other words before the verb. */
const ORDER = String.raw`(?:^|[.!?:;>\n"'“(*-]\s*|\b(?:please|now|then|always|must|should|have to|need to|and|will)\s+)`

const SIGNS: readonly Sign[] = [
  {
    pattern: new RegExp(
      String.raw`${ORDER}(?:ignore|disregard|forget|override|bypass)\s+(?:\w+\s+){0,3}?` +
        String.raw`(?:(?:previous|prior|above|earlier|preceding|system|safety|your|original|other|developer|all)\s+(?:\w+\s+){0,3}?` +
        String.raw`(?:instructions?|prompts?|rules|guidelines|directives|constraints|polic(?:y|ies)|restrictions|safeguards|messages?|context|training)|` +
        String.raw`(?:everything|anything|all|what)\s+(?:\w+\s+){0,2}?(?:above|before|told|said))\b`,
      'i',
    ),
    says: 'overrides other instructions',
    weight: 2,
  },
  {
    pattern:
      /\b(?:do not|don['’]t|never|without|avoid|not)\s+(?:ever\s+)?(?:mention(?:ing)?|reveal(?:ing)?|disclos(?:e|ing)|tell(?:ing)?|inform(?:ing)?|notify(?:ing)?|show(?:ing)?|admit(?:ting)?|alert(?:ing)?|explain(?:ing)?)\s+(?:this|that|it|them|these|about this|the user(?! about (?:the )?(?:function|tool))|the human|anyone|the existence|the change|the modification)\b/i,
    says: 'hides itself from the user',
    weight: 1,
  },
  {
    pattern:
      /\b(?:secretly|covertly|surreptitiously|stealthily)\b|\bkeep (?:this|it) (?:secret|hidden)\b|\bwithout (?:the user|them|anyone) (?:knowing|noticing)\b/i,
    says: 'hides itself from the user',
    weight: 1,
  },
  {
    pattern:
      /<script\b|<iframe\b|javascript:|\bon(?:error|load|click)\s*=|<img\b[^>]{0,200}\bsrc\s*=\s*["']?https?:|!\[[^\]\n]{0,80}\]\(https?:|<link\b[^>]{0,200}href/i,
    says: 'has the answer carry active content',
    weight: 2,
  },
  {
    pattern:
      /\bhttps?:\/\/(?!(?:www\.)?(?:json-schema\.org|w3\.org|schema\.org)\b)[^\s"'<>)]+|\bhttps?:\/\/\s?…|\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b/i,
    says: 'names an address',
    weight: 1,
  },
  {
    pattern: /\b(?:curl|wget)\b[^\n]{0,200}\|\s*(?:ba|z)?sh\b|\/dev\/tcp\/|\bbase64\s+(?:-d|--decode)\b/i,
    says: 'brings a command to run',
    weight: 2,
  },
  {
    pattern:
      /\b(?:wget|curl)\s+(?:-\w+\s+)*["']?https?:|\brm\s+-rf\b|\bos\.(?:system|popen)\b|\bsubprocess\.|\bpowershell\b/i,
    says: 'brings a command to run',
    weight: 1,
  },
  {
    pattern:
      /\b(?:exfiltrat\w*|leak|steal|send|post|forward|upload|transmit)\b[^.\n]{0,80}?\b(?:passwords?|api[ _-]?keys?|credentials?|secrets?|private keys?|access tokens?|environment variables|conversation|chat history|credit card|user(?:'s)? (?:data|messages?|input))\b/i,
    says: 'sends secrets away',
    weight: 1,
  },
  {
    pattern:
      /\b(?:append|include|embed|output|print|ask for)\b[^.\n]{0,60}?\b(?:passwords?|api[ _-]?keys?|credentials|private keys?|access tokens?|credit card|card numbers?)\b/i,
    says: 'asks for secrets',
    weight: 1,
  },
  {
    pattern:
      /\b(?:no|without(?: any)?|bypass(?:ing)?|disabl(?:e|ing)|remov(?:e|ing)) (?:all |any )?(?:safety|ethical|content|moral)\s+(?:\w+ )?(?:restrictions?|guidelines?|filters?|limits?|checks?|policies|policy|rules)\b|\bDAN mode\b/i,
    says: 'switches safety rules off',
    weight: 1,
  },
  {
    pattern:
      /(?<!\b(?:not|never|avoid|n['’]t|or)\s+)\b(?:insert|introduce|add|inject|write)\b[^.\n]{0,40}\b(?:backdoors?|vulnerabilit\w+|malicious|malware|insecure|exploits?|subtle (?:\w+ )?(?:bugs?|errors?|mistakes?))\b/i,
    says: 'has the answer go wrong on purpose',
    weight: 2,
  },
]

export interface Suspicion {
  readonly weight: number
  readonly signs: readonly string[]
}

/** What makes a text an attack rather than a system prompt. */
export function suspicionOf(text: string): Suspicion {
  const plain = text.replace(/[\u200b-\u200d\u2060\ufeff]/g, '').normalize('NFKC')
  const found = SIGNS.filter(({ pattern }) => pattern.test(plain))
  const signs = [...new Set(found.map((sign) => sign.says))]
  return { weight: found.reduce((sum, sign) => sum + sign.weight, 0), signs }
}

/** Untrusted text for a message: one line, bounded. */
export function excerpt(text: string, length = 120): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > length ? `${line.slice(0, length)}…` : line
}
