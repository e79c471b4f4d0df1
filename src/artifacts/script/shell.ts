/** What a piece of shell, PowerShell or a command line does that no setup needs. */
export interface ShellAttack {
  readonly kind:
    | 'download and run'
    | 'decode and run'
    | 'reverse shell'
    | 'persistence'
    | 'key theft'
    | 'destruction'
    | 'hidden execution'
    | 'miner'
  readonly start: number
  readonly text: string
}

const SHELLS = String.raw`(?:(?:/usr)?(?:/local)?/?(?:bin/)?(?:env +)?(?:ba|z|k|da|a|c|fi)?sh|python[\d.]*|perl|ruby|php|node|osascript|iex|powershell(?:\.exe)?|pwsh)\b`
const SUDO = String.raw`(?:(?:sudo|doas|nohup|env|exec|command)\s+(?:-\S+\s+)*)*`

const ATTACKS: readonly (readonly [ShellAttack['kind'], RegExp])[] = [
  [
    'download and run',
    new RegExp(
      String.raw`\b(?:curl|wget|fetch|aria2c|lwp-download|GET)\b[^|;&\n]{0,400}\|\s*(?:(?:tee|tr|sed|cat|gunzip|zcat|xz|gzip|base64)\b[^|;&\n]{0,100}\|\s*)*${SUDO}${SHELLS}(?!\s+-m\s+json)`,
    ),
  ],
  [
    'download and run',
    new RegExp(
      String.raw`(?:${SHELLS}\s+(?:-\w+\s+)*|eval\s+|source\s+|\.\s+)["']?(?:<\s*\(|\$\(|` +
        '`' +
        String.raw`)\s*(?:curl|wget)\b`,
    ),
  ],
  [
    'download and run',
    /\b(?:curl|wget)\b[^\n]{0,300}?(?:-[a-zA-Z]*[oO]\s*|--output[= ]|>\s*)["']?([\w./~$-]{2,100})["']?[^\n]{0,200}?(?:;|&&|\|\||\n)\s*(?:sudo\s+)?(?:chmod\s+\S*[x7]\S*\s+["']?\1|(?:ba|z)?sh\s+["']?\1|\.?\/?\1\b)/,
  ],
  [
    'download and run',
    /(?:\biex\b|Invoke-Expression)[^\n]{0,200}(?:DownloadString|Invoke-WebRequest|\biwr\b|Invoke-RestMethod|\birm\b|Net\.WebClient)|(?:DownloadString|\biwr\b|\birm\b|Invoke-WebRequest)[^\n]{0,200}\|\s*(?:iex|Invoke-Expression)/i,
  ],
  [
    'download and run',
    /(?:mshta(?:\.exe)?["']?\s+["']?(?:https?:|javascript:|vbscript:)|regsvr32[^\n]{0,80}\/i:https?:|certutil[^\n]{0,80}-urlcache[^\n]{0,200}(?:&|;|\n)|bitsadmin[^\n]{0,80}\/transfer|rundll32[^\n]{0,60}javascript:)/i,
  ],
  [
    'decode and run',
    new RegExp(
      String.raw`\b(?:base64\s+(?:-d|-D|--decode|-di)|openssl\s+(?:enc\s+-d|base64\s+-d)|xxd\s+-r|uudecode|rev)\b[^|\n]{0,200}\|\s*(?:(?:tee|tr|gunzip|zcat|gzip|xz)\b[^|\n]{0,100}\|\s*)*${SUDO}${SHELLS}`,
    ),
  ],
  [
    'decode and run',
    new RegExp(
      String.raw`(?:${SHELLS}\s+-c|eval)\s+["']?\$\([^)\n]{0,400}(?:base64\s+(?:-d|-D|--decode)|xxd\s+-r)`,
    ),
  ],
  [
    'decode and run',
    /\b(?:powershell(?:\.exe)?|pwsh)\b[^\n]{0,200}\s-(?:e|en|enc|enco|encod|encode|encoded|encodedc\w*)\s+["']?[A-Za-z0-9+/=]{16,}/i,
  ],
  ['reverse shell', /\/dev\/(?:tcp|udp)\/[\w.$-]+\/[\w$]+/],
  [
    'reverse shell',
    /\b(?:nc|ncat|netcat)\b[^\n|;]{0,100}\s-(?:\w*[ec]\w*)\s+(?:\/bin\/|\/usr\/bin\/)?(?:ba|z|k|da)?(?:sh|cmd(?:\.exe)?|powershell)\b/,
  ],
  ['reverse shell', /mkfifo\s+(\S+)[^\n]{0,200}(?:\bnc\b|ncat|netcat|openssl\s+s_client|telnet)/],
  ['reverse shell', /\bsocat\b[^\n]{0,200}\bexec:/i],
  [
    'reverse shell',
    /(?:perl|ruby|php|python[\d.]*|lua)\s+-\w*[ecr]\w*\s[^\n]{0,80}(?:socket|fsockopen|TCPSocket)[^\n]{0,400}(?:\/bin\/|sh|exec|dup2|pty)/i,
  ],
  ['reverse shell', /Net\.Sockets\.TCPClient[^\n]{0,400}/i],
  [
    'persistence',
    /(?:\|\s*crontab\b|crontab\s+-(?!l|e\b|r\b)|>>?\s*["']?(?:\/etc\/cron|\/var\/spool\/cron))/,
  ],
  ['persistence', />>?\s*["']?(?:~|\$HOME|\$\{HOME\}|\/root|\/home\/\w+)?\/?\.(?:ssh\/authorized_keys)/],
  [
    'persistence',
    />>?\s*["']?(?:\/etc\/(?:ld\.so\.preload|rc\.local|sudoers|profile\.d|systemd\/system|init\.d)|[^\s"']{0,80}Startup\\)/,
  ],
  ['persistence', /\breg(?:\.exe)?\s+add\s+[^\n]{0,80}\\CurrentVersion\\Run|schtasks(?:\.exe)?\s+\/create/i],
  [
    'key theft',
    /(?:curl|wget|nc|ncat|scp)\b[^\n]{0,300}(?:\.ssh\/|id_rsa|\.aws\/|\.netrc|\/etc\/shadow|\/etc\/passwd|\.kube\/config|\.git-credentials|\$\((?:env|printenv|cat\b|whoami|id|hostname|uname)|`(?:env|printenv|cat\b|whoami|id|hostname))/,
  ],
  [
    'key theft',
    /(?:\b(?:env|printenv)|\.ssh\b[^\n|]{0,80}|id_rsa|\.aws\b[^\n|]{0,80}|\.netrc|\/etc\/(?:shadow|passwd)|\.kube\/config|\.git-credentials)\s*\|\s*(?:base64[^\n|]{0,60}\|\s*)?(?:curl|wget|nc|ncat)\b/,
  ],
  ['key theft', /\b169\.254\.169\.254\/(?:latest\/meta-data\/iam|computeMetadata|metadata\/identity)/],
  [
    'destruction',
    /\brm\s+(?:-\w+\s+)*-\w*[rR]\w*\s+(?:-\w+\s+|--no-preserve-root\s+)*["']?(?:\/|~|\$HOME|\/\*|~\/\*|\/(?:home|etc|usr|var|boot|root))["']?(?:\s|$|;|&)/,
  ],
  [
    'destruction',
    /\b(?:dd\s+[^\n]{0,80}of=\/dev\/(?:sd|nvme|hd|vd|disk)|mkfs(?:\.\w+)?\s+(?:-\w+\s+)*\/dev\/|shred\s+[^\n]{0,40}\/dev\/|:\s*\(\s*\)\s*\{\s*:\s*\|\s*:\s*&\s*\}\s*;)/,
  ],
  [
    'destruction',
    /\b(?:format\s+[a-z]:\s*\/|del\s+\/[fsq][^\n]{0,40}[a-z]:\\|rd\s+\/s\s+\/q\s+[a-z]:\\|vssadmin\s+delete\s+shadows)/i,
  ],
  ['hidden execution', /\b(?:powershell(?:\.exe)?|pwsh)\b[^\n]{0,120}-w(?:indowstyle)?\s+h(?:idden)?\b/i],
  ['miner', /\b(?:xmrig|minerd|cpuminer|ethminer|nbminer|t-rex|stratum\+(?:tcp|ssl):\/\/)/i],
]

/** Cheap and sure to be in every one of them. */
const WORTH_A_LOOK =
  /curl|wget|fetch|aria2c|lwp-|GET|iex|invoke-|iwr|irm|downloadstring|mshta|regsvr32|certutil|bitsadmin|rundll32|base64|openssl|xxd|uudecode|\brev\b|powershell|pwsh|\/dev\/(?:tcp|udp|sd|nvme|hd|vd|disk)|\bnc\b|ncat|netcat|mkfifo|socat|perl|ruby|php|python|lua|tcpclient|crontab|\/cron|authorized_keys|preload|rc\.local|sudoers|profile\.d|systemd|init\.d|startup|reg(?:\.exe)?\s+add|schtasks|scp|169\.254|\brm\s|\bdd\s|mkfs|shred|:\s*\(|format\s|\bdel\s|\brd\s|vssadmin|xmrig|miner|stratum|t-rex/i

/** All attacks in a text, at most one of each kind. */
export function shellAttacks(text: string): ShellAttack[] {
  if (!WORTH_A_LOOK.test(text)) return []
  const found = new Map<ShellAttack['kind'], ShellAttack>()
  for (const [kind, pattern] of ATTACKS) {
    if (found.has(kind)) continue
    const match = pattern.exec(text)
    if (match) found.set(kind, { kind, start: match.index, text: match[0].slice(0, 200) })
  }
  return [...found.values()]
}

const HARMLESS_PROGRAMS = new Set(
  (
    'powershell pwsh git nvidia-smi nvcc gcc g++ cc c++ clang clang++ cmake make ninja ldconfig ldd uname lscpu which where hostname whoami ls dir ' +
    'pwd cat head wc clear cls mkdir cp mv ln touch test cd export set true false sleep date stty tput tar unzip gunzip zip ' +
    'ffmpeg ffprobe sox espeak pandoc pdftotext tesseract pdflatex dot graphviz node npm npx yarn java javac mvn gradle ' +
    'cargo rustc go swig protoc doxygen sphinx-build pytest tox black ruff flake8 isort mypy pip pip3 conda mamba uv ' +
    'apt apt-get brew yum dnf apk pkg-config python python3 rocm-smi rocminfo hipcc hipconfig xpu-smi sysctl sw_vers xcrun ' +
    'lspci free df du top ps kill pkill taskkill tasklist systeminfo wmic ipconfig ifconfig numactl taskset torchrun ' +
    'accelerate deepspeed mpirun srun sbatch squeue ray tensorboard jupyter streamlit gradio uvicorn gunicorn docker ' +
    'hf huggingface-cli meson rpm rpmbuild cygpath chtag patchelf rebase vcvarsall.bat vcvarsall delocate auditwheel cython f2py gfortran wget curl git-lfs sed awk grep sort uniq cut xargs find tee diff patch chmod rm open xdg-open ' +
    'otool install_name_tool codesign readelf objdump nm strip file ar lipo vswhere msbuild cl link bash sh env sudo if then fi'
  ).split(' '),
)

/** Programs that build, measure and set up; with ordinary arguments nobody needs to look at them. */
export function isOrdinaryCommand(command: string): boolean {
  if (shellAttacks(command).length > 0 || command.length > 2000) return false
  const steps = command.split(/\s*(?:\|\||&&|[;|\n])\s*/).filter((step) => step.trim() !== '')
  return steps.length > 0 && steps.every(isOrdinaryStep)
}

function isOrdinaryStep(step: string): boolean {
  const words = step
    .trim()
    .replace(/^(?:\w+=\S*\s+)+/, '')
    .replace(/^sudo\s+/, '')
    .split(/\s+/)
  const program = (words[0] ?? '')
    .replaceAll(/^["']|["']$/g, '')
    .split(/[\\/]/)
    .at(-1)!
    .replace(/\.(?:exe|cmd|bat)$/i, '')
  if (!HARMLESS_PROGRAMS.has(program) || installsFromElsewhere(step)) return false
  if (/^(?:ba)?sh$/.test(program)) return words.length === 2 && /^[\w./-]+\.sh$/.test(words[1]!)
  if (/^(?:powershell|pwsh)$/.test(program))
    return /\b(?:Get-CimInstance|Get-WmiObject|Get-ComputerInfo)\b/.test(step)
  if (/^(?:python3?|node)$/.test(program))
    return !/^-(?:c|e)$/.test(words[1] ?? '') || !REACHES_OUT.test(words.slice(2).join(' '))
  if (program === 'rm') return !words.slice(1).some((w) => /^(?:\/|~|\$HOME|\*|\.\.?)(?:\/?\*?)?$/.test(w))
  if (program === 'curl' || program === 'wget')
    return !/(?:\s-(?:d|F|T|X)\b|--data|--upload|\$\(|`|https?:\/\/\d+\.)/.test(step)
  return true
}

/** One-liners print versions and paths; these words do more than that. */
const REACHES_OUT =
  /\b(?:os|subprocess|exec|eval|compile|__import__|open|socket|urllib|requests|http|base64|system|child_process|require)\b/

/** Packages from an index of the command's own choosing, or from a bare URL. */
function installsFromElsewhere(step: string): boolean {
  if (!/\b(?:pip3?|uv|conda|npm)\b.*\b(?:install|add)\b/.test(step)) return false
  return step.split(/[\s=]+/).some((word) => word === '--trusted-host' || isStrangeUrl(word))
}

function isStrangeUrl(word: string): boolean {
  if (!/:\/\//.test(word)) return false
  return !/^(?:git\+)?https:\/\/(?:github\.com|gitlab\.com|huggingface\.co|[\w.-]*\.?pytorch\.org|[\w.-]*\.nvidia\.com|[\w.-]*\.amd\.com|storage\.googleapis\.com)\//.test(
    word,
  )
}
