import { spawnSync } from 'node:child_process'

/** Of one finished process with its threads. */
export interface Cost {
  /** User and system CPU seconds. */
  readonly cpu: number
  readonly wall: number
  /** Largest resident set, MiB; of Node processes only. */
  readonly rss: number
}

/** Makes a Node process say at its end what it has cost; the kernel counts all its threads. */
const REPORT =
  'data:text/javascript,process.on("exit",()=>{const u=process.resourceUsage();' +
  'process._rawDebug("COST",(u.userCPUTime+u.systemCPUTime)/1e6,u.maxRSS/1024)})'

export function costOfNode(args: readonly string[]): Cost {
  const started = performance.now()
  const { stderr, error } = spawnSync(process.execPath, ['--import', REPORT, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const wall = (performance.now() - started) / 1000
  const [, cpu, rss] = /^COST ([\d.]+) ([\d.]+)$/m.exec(stderr) ?? []
  if (cpu === undefined || rss === undefined)
    throw new Error(`no cost reported: ${error?.message ?? stderr.slice(-500)}`)
  return { cpu: Number(cpu), wall, rss: Number(rss) }
}

/** Any command, by the shell's own accounting. */
export function costOfCommand(command: string, args: readonly string[]): Cost {
  const started = performance.now()
  const { stderr } = spawnSync(
    'bash',
    ['-c', 'TIMEFORMAT="COST %U %S"; time "$@" >/dev/null', 'bash', command, ...args],
    {
      encoding: 'utf8',
    },
  )
  const wall = (performance.now() - started) / 1000
  const [, user, system] = /^COST ([\d.]+) ([\d.]+)$/m.exec(stderr) ?? []
  if (user === undefined) throw new Error(`${command} cannot be measured: ${stderr.slice(-500)}`)
  return { cpu: Number(user) + Number(system), wall, rss: 0 }
}

/** Runs in turn, A B A B, so that drift of the machine hits both; the median of each. */
export function paired(runs: number, a: () => Cost, b: () => Cost): { a: Cost; b: Cost } {
  const as: Cost[] = []
  const bs: Cost[] = []
  a()
  b()
  for (let i = 0; i < runs; i++) {
    as.push(a())
    bs.push(b())
  }
  return { a: median(as), b: median(bs) }
}

function median(costs: readonly Cost[]): Cost {
  const of = (pick: (c: Cost) => number): number => {
    const sorted = costs.map(pick).toSorted((x, y) => x - y)
    return sorted[Math.floor(sorted.length / 2)]!
  }
  return { cpu: of((c) => c.cpu), wall: of((c) => c.wall), rss: of((c) => c.rss) }
}
