import type { GadgetGroup } from './group.ts'

export const networkGadgets: readonly GadgetGroup[] = [
  {
    does: 'downloads and unpacks a file',
    source: 'CVE-2025-8747',
    names: {
      'keras.utils': 'get_file',
    },
  },
  {
    does: 'downloads files',
    source: 'third-party',
    names: {
      huggingface_hub: 'snapshot_download',
    },
  },
  {
    does: 'downloads to a path',
    source: 'well-known',
    names: {
      'torch.hub': 'download_url_to_file',
    },
  },
  {
    does: 'fetches an address',
    source: 'well-known',
    names: {
      'pandas.io.common': 'urlopen',
    },
  },
  {
    does: 'fetches data',
    source: 'third-party',
    names: {
      'sklearn.datasets': 'fetch_openml',
    },
  },
  {
    does: 'opens a network connection',
    source: 'picklescan, fickling',
    names: {
      'aiohttp.client': 'ClientSession',
      ftplib: 'FTP',
      'http.client': 'HTTPSConnection',
      httplib: 'HTTPSConnection',
      httpx: 'get',
      imaplib: 'IMAP4',
      nntplib: 'NNTP',
      poplib: 'POP3',
      requests: 'get',
      'requests.api': 'get',
      smtplib: 'SMTP',
      socket: 'socket create_connection',
      socketserver: 'TCPServer',
      ssl: 'get_server_certificate',
      telnetlib: 'Telnet',
      'urllib.request': 'urlopen urlretrieve',
      urllib3: 'PoolManager',
      'xmlrpc.client': 'ServerProxy',
    },
  },
  {
    does: 'opens a remote file',
    source: 'third-party',
    names: {
      fsspec: 'open',
    },
  },
  {
    does: 'reads a path or an address',
    source: 'modelscan#338',
    names: {
      'pandas.io.parsers.readers': 'read_csv',
    },
  },
  {
    does: 'reads a path or an address',
    source: 'saferpickle',
    names: {
      numpy: 'loadtxt',
    },
  },
]
