/** What a JavaScript source touches, by the words that it cannot do without. Read, never followed. */
export interface JavaScriptActs {
  readonly network: boolean
  /** The whole environment, not a variable of it. */
  readonly environment: boolean
  /** Places of keys and wallets. */
  readonly secrets: boolean
  /** Who and where the machine is. */
  readonly host: boolean
  readonly commands: boolean
  /** Decoded or downloaded text that is executed. */
  readonly hidden: boolean
  readonly obfuscated: boolean
  /** Addresses that collect for anyone, and bare IP addresses. */
  readonly dropPoint: boolean
}

const NETWORK =
  /\b(?:https?|http2|net|dgram|dns)\b["')\]]{0,3}\s*\.\s*(?:request|get|connect|createConnection|resolve\w*|lookup)\s*\(|require\(\s*["'](?:node:)?(?:https?|http2|net|dgram|dns|axios|node-fetch|got|request|superagent|undici|ws)["']\s*\)|\bfrom\s+["'](?:node:)?(?:https?|http2|net|dgram|dns|axios|node-fetch|got|undici|ws)["']|(?<![.\w])fetch\s*\(|XMLHttpRequest|\bcurl\s+-|\bwget\s/
/** All of it as data. Handing it on to a child process, or taking variables from it, is ordinary. */
const ENVIRONMENT =
  /(?:stringify|inspect|entries|keys|values|assign)\s*\(\s*(?:\{[^}]{0,400}?(?:\.\.\.|:\s*)\s*)?process\s*\.\s*env\b(?!\s*[.[])|\bin\s+process\.env\b(?!\s*[.[])|(?<!\benv["']?\s{0,4}:\s{0,4})(?<=\w["']?\s{0,4}:\s{0,4})process\.env\b(?!\s*[.[])/
const ALIAS = /\b(?:const|let|var)\s+([A-Za-z_$][\w$]{0,60})\s*=\s*process\s*\.\s*env\b(?!\s*[.[])/
const SECRETS =
  /\.ssh\b|id_rsa|id_ed25519|\.npmrc|\.aws\b|\.netrc|\.git-credentials|\.kube\b|\.docker\/config|wallet|Login Data|\.config\/gcloud|\/etc\/(?:passwd|shadow)|AWS_SECRET|NPM_TOKEN|GITHUB_TOKEN|trufflehog/i
const HOST = /\bos\s*\.\s*(?:hostname|userInfo|networkInterfaces|homedir)\s*\(|whoami|\.hostname\(\)/
const COMMANDS = /child_process|execSync|spawnSync|\bexecFile\b/
const HIDDEN =
  /\b(?:eval|Function|vm\.run\w+|runIn\w+Context|execSync|exec|spawn)\s*\(\s*(?:["'][\w,\s]{0,40}["']\s*,\s*)?(?:await\s+)?(?:new\s+\w+\()?(?:atob|unescape|decodeURIComponent|Buffer\s*\.\s*from|Buffer\s*\[|String\s*\.\s*fromCharCode|zlib\.|require\(["']zlib)/
const EVAL_VARIABLE =
  /(?:\beval|\bnew\s+Function|\bvm\.run\w+|\.runIn\w+Context)\s*\(\s*(?:["'][^"']{0,80}["']\s*,\s*)*[A-Za-z_$][\w$]*\s*\)/
const DECODES = /Buffer\s*\.\s*from\s*\([^)]{0,20000}["'](?:base64|hex)["']\s*\)|\batob\s*\(|fromCharCode/
const ODD_NAME = /\b_0x[0-9a-f]{3,}\b/g
const DROP_POINT =
  /https?:\/\/(?:\d{1,3}(?:\.\d{1,3}){3})(?![\d.])|webhook\.site|discord(?:app)?\.com\/api\/webhooks|api\.telegram\.org\/bot|pipedream\.net|\.ngrok|oast\.|oastify|burpcollaborator|interact\.sh|requestbin|pastebin\.com\/raw|transfer\.sh|\.onion\b/i
const LOCAL = /https?:\/\/(?:127\.|0\.0\.0\.0|10\.|192\.168\.)[\d.]*/g

export function javaScriptActs(source: string): JavaScriptActs {
  const text = source.replaceAll(LOCAL, '').slice(0, 1_000_000)
  const decodes = DECODES.test(text)
  const network = NETWORK.test(text)
  return {
    network,
    environment: ENVIRONMENT.test(text) || usesAlias(text),
    secrets: SECRETS.test(text),
    host: HOST.test(text),
    commands: COMMANDS.test(text),
    hidden: HIDDEN.test(text) || (EVAL_VARIABLE.test(text) && (decodes || network)),
    obfuscated: new Set(text.match(ODD_NAME)).size >= 8 || /(?:\\x[0-9a-f]{2}){60,}/i.test(text),
    dropPoint: DROP_POINT.test(text),
  }
}

function usesAlias(text: string): boolean {
  const name = ALIAS.exec(text)?.[1]
  if (name === undefined) return false
  const escaped = name.replaceAll('$', String.raw`\$`)
  return new RegExp(String.raw`(?:stringify|inspect|entries|values)\s*\(\s*${escaped}\s*[,)]`).test(text)
}
