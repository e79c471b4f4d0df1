import { FROM, type Origin } from './value.ts'

/** What the result of a call or the value of an attribute carries with it. */
const ORIGINS: readonly (readonly [Origin, string])[] = [
  [
    FROM.decoded,
    'base64.b64decode base64.b32decode base64.b16decode base64.b85decode base64.a85decode base64.urlsafe_b64decode ' +
      'base64.standard_b64decode base64.decodebytes base64.decodestring binascii.unhexlify binascii.a2b_base64 ' +
      'binascii.a2b_hex bytes.fromhex bytearray.fromhex zlib.decompress gzip.decompress bz2.decompress lzma.decompress ' +
      'zlib.decompressobj().decompress codecs.decode brotli.decompress zstandard.decompress',
  ],
  [FROM.code, 'marshal.loads marshal.load'],
  [
    FROM.network,
    'requests.get requests.post requests.request requests.Session().get requests.Session().post requests.Session().request ' +
      'urllib.request.urlopen urllib.request.urlretrieve urllib.request.build_opener().open urllib.urlopen httpx.get ' +
      'httpx.post httpx.Client().get httpx.Client().post httpx.request httpx.stream aiohttp.ClientSession().get ' +
      'aiohttp.ClientSession().post http.client.HTTPSConnection().getresponse http.client.HTTPConnection().getresponse ' +
      'urllib3.PoolManager().request urllib3.request socket.socket().recv socket.socket().recvfrom socket.socket().makefile ' +
      'socket.create_connection().recv socket.create_connection().makefile ssl.wrap_socket().recv telnetlib.Telnet().read_all ' +
      'dns.resolver.resolve dns.resolver.query asyncio.open_connection ftplib.FTP().retrbinary websocket.create_connection().recv ' +
      'cloudscraper.create_scraper().get discord.Client wget.download xmlrpc.client.ServerProxy',
  ],
  [FROM.environment, 'os.environ os.environb os.environ.copy os.environ.items'],
  [
    FROM.host,
    'socket.gethostname socket.getfqdn getpass.getuser os.getlogin platform.node platform.uname uuid.getnode os.uname ' +
      'pwd.getpwuid platform.platform psutil.users psutil.net_if_addrs psutil.process_iter ' +
      'win32api.GetUserName win32api.GetComputerName',
  ],
  [
    FROM.capture,
    'pyautogui.screenshot PIL.ImageGrab.grab mss.mss().grab mss.mss().shot pyperclip.paste pyscreenshot.grab ' +
      'win32clipboard.GetClipboardData cv2.VideoCapture().read sounddevice.rec keyboard.record',
  ],
  [
    FROM.secret,
    'keyring.get_password win32crypt.CryptUnprotectData browser_cookie3.chrome browser_cookie3.firefox browser_cookie3.load huggingface_hub.get_token huggingface_hub.HfFolder.get_token huggingface_hub.HfFolder().get_token',
  ],
  [
    FROM.file,
    'open().read open().readlines open().readline pathlib.Path().read_text pathlib.Path().read_bytes',
  ],
]

const BY_NAME: ReadonlyMap<string, Origin> = new Map(
  ORIGINS.flatMap(([origin, names]) => names.split(' ').map((name): [string, Origin] => [name, origin])),
)

export function sourceOrigin(name: string): Origin {
  const own = BY_NAME.get(name) ?? 0
  if (name.endsWith('.decrypt')) return own | FROM.decrypted
  return name.endsWith('.encrypt') || name === 'pyAesCrypt.encryptFile' ? own | FROM.encrypted : own
}

/** Addresses that drop files for or collect them from anyone who asks, and bare public IP addresses. */
const DROP_POINT =
  /(?:discord(?:app)?\.com\/api\/(?:v\d+\/)?webhooks|api\.telegram\.org\/bot|hooks\.slack\.com\/services|webhook\.site|requestbin|pipedream\.net|\.ngrok(?:-free)?\.(?:io|app)|\.trycloudflare\.com|\.loca\.lt|serveo\.net|pastebin\.com\/raw|paste\.ee\/r|hastebin|rentry\.(?:co|org)\/.*\/raw|transfer\.sh|gofile\.io|anonfiles|file\.io|0x0\.st|temp\.sh|bashupload|oast\.(?:pro|live|site|online|fun|me)|oastify\.com|burpcollaborator|interact\.sh|interactsh|canarytokens|dnslog\.cn|ceye\.io|beeceptor\.com|\.onion\b|termbin\.com|ix\.io|ptpb\.pw|grabify|iplogger|store\d*\.gofile)/i
const IP_URL = /\b(?:https?|ftp|tcp|wss?):\/\/(?:[^/@\s]*@)?(\d{1,3}(?:\.\d{1,3}){3})\b/i

const PRIVATE_IP = /^(?:127\.|10\.|0\.0\.0\.0|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.)/
const METADATA_SERVICE: RegExp = /\b169\.254\.169\.254\b|metadata\.google\.internal/

/** Where people keep keys, passwords, cookies and wallets. */
const SECRET_PLACE =
  /(?:\.ssh(?:[\\/]|$)|(?:^|[\\/])id_(?:rsa|ed25519|ecdsa|dsa)\b|\.aws[\\/](?:credentials|config)|(?:^|[\\/])\.aws$|\.kube[\\/]config|\.docker[\\/]config\.json|\.netrc\b|_netrc\b|\.git-credentials|\.pypirc|\.npmrc|\.config[\\/]gcloud|gcloud[\\/]\w*credentials|\.azure(?:[\\/]|$)|\.gnupg|\/etc\/(?:shadow|passwd|gshadow|sudoers)|\.huggingface[\\/]token|huggingface[\\/]token|Login Data|Local Storage[\\/]+leveldb|[\\/]leveldb|Cookies$|cookies\.sqlite|key4\.db|logins\.json|Local State|User Data[\\/]|Google[\\/]+Chrome|BraveSoftware|Mozilla[\\/]+Firefox|wallet\.dat|[\\/](?:Exodus|Electrum|Atomic|Ethereum[\\/]keystore|Zcash|Armory|Coinomi|Guarda|jaxx)[\\/]?|metamask|nkbihfbeogaeaoehlefnkodbefgpgknn|\.bash_history|\.zsh_history|\/proc\/self\/environ|\.env$|Telegram Desktop[\\/]tdata|[\\/]discord(?:canary|ptb)?[\\/]|\.solana[\\/]id\.json|SAM$|\.vault-token|serviceaccount\/token)/

/** From here the system, the shell or Python itself starts programs. A checkpoint is called .pth as well as a path file. */
const START_PLACE =
  /(?:\.(?:bashrc|bash_profile|bash_login|zshrc|zshenv|zprofile|xinitrc)\b|(?:^|\/)\.profile$|\/etc\/(?:cron|systemd|rc\.local|profile|init\.d|ld\.so\.preload|sudoers|environment)|\/var\/spool\/cron|(?:^|\/)\.config\/(?:systemd|autostart)|LaunchAgents|LaunchDaemons|Start Menu\\+Programs\\+Startup|\\Startup\b|authorized_keys|(?:site|user)customize\.py|(?:site|dist)-packages\/[^/]*\.pth$|CurrentVersion\\+Run)/

export function textOrigin(text: string): Origin {
  if (text.length > 4096 || text.length < 4) return 0
  let from = 0
  if (SECRET_PLACE.test(text)) from |= FROM.secretPath
  if (isDropPoint(text)) from |= FROM.dropPoint
  if (START_PLACE.test(text)) from |= FROM.startPlace
  return from
}

function isDropPoint(text: string): boolean {
  const ip = IP_URL.exec(text)?.[1]
  return DROP_POINT.test(text) || (ip !== undefined && !PRIVATE_IP.test(ip)) || METADATA_SERVICE.test(text)
}

export function isPublicAddress(text: string): boolean {
  return (
    /^\d{1,3}(?:\.\d{1,3}){3}$/.test(text) &&
    !PRIVATE_IP.test(text) &&
    !text.startsWith('255.') &&
    !/^(?:8\.8\.|1\.1\.1\.1|1\.0\.0\.1)/.test(text)
  )
}

const KEY_NAME = /(?:TOKEN|SECRET|PASSW|API_?KEY|ACCESS_KEY|PRIVATE_KEY|CREDENTIAL|_KEY$|COOKIE|SESSION)/i

export function isKeyName(name: string): boolean {
  return KEY_NAME.test(name)
}
