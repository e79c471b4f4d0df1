import { readOptions } from './options.ts'

/** What `docker run` grants to a container. Values of variables are left out. */
export interface ImageRun {
  /** As written. */
  readonly image: string
  readonly options: readonly string[]
  readonly arguments: readonly string[]
  /** Names alone. */
  readonly environment: readonly string[]
  readonly mounts: readonly ImageMount[]
  readonly ports: readonly string[]
  readonly network?: string
  readonly privileged: boolean
  readonly gpus?: string
}

interface ImageMount {
  /** Path of the host, or name of a volume. */
  readonly source: string
  readonly target: string
  readonly readOnly: boolean
}

/** Options of `run` that take a value. */
const VALUES: readonly string[] = (
  '-a --attach --add-host --annotation --blkio-weight --cap-add --cap-drop --cgroup-parent --cgroupns --cidfile --cpus ' +
  '--cpu-period --cpu-quota -c --cpu-shares --cpuset-cpus --cpuset-mems --detach-keys --device --device-cgroup-rule --dns ' +
  '--dns-option --dns-search --domainname --entrypoint -e --env --env-file --expose --gpus --group-add --health-cmd ' +
  '--health-interval --health-retries --health-timeout -h --hostname --ip --ip6 --ipc --isolation -l --label --label-file ' +
  '--link --log-driver --log-opt --mac-address -m --memory --memory-reservation --memory-swap --mount --name --net ' +
  '--network --network-alias --oom-score-adj --pid --pids-limit --platform -p --publish --pull --restart --runtime ' +
  '--security-opt --shm-size --stop-signal --stop-timeout --storage-opt --sysctl --tmpfs --ulimit -u --user --userns --uts ' +
  '-v --volume --volume-driver --volumes-from -w --workdir --secret --cpu-rt-runtime --init-path --env-host --userns'
).split(' ')

/** The words after `docker run`. Undefined when no image follows the options. */
export function readImageRun(words: readonly string[]): ImageRun | undefined {
  const { options, positional, valuesOf, has } = readOptions(words, { values: VALUES, stop: true })
  const [image, ...rest] = positional
  if (image === undefined) return undefined
  const network = valuesOf('--network', '--net')[0]
  const gpus = valuesOf('--gpus')[0]
  return {
    image,
    options,
    arguments: rest,
    environment: valuesOf('-e', '--env')
      .map((e) => e.split('=')[0]!)
      .filter((name) => /^\w+$/.test(name)),
    mounts: [...valuesOf('-v', '--volume').map(volumeOf), ...valuesOf('--mount').map(mountOf)].filter(
      (m) => m !== undefined,
    ),
    ports: valuesOf('-p', '--publish'),
    ...(network !== undefined && { network }),
    privileged: has('--privileged') && !valuesOf('--privileged').includes('false'),
    ...(gpus !== undefined && { gpus }),
  }
}

/** `source:target[:options]`, a drive letter of Windows before either. */
function volumeOf(text: string): ImageMount | undefined {
  const match = /^((?:[A-Za-z]:(?=[\\/]))?[^:]+):((?:[A-Za-z]:(?=[\\/]))?[^:]+)(?::([\w,.-]+))?$/.exec(text)
  if (!match) return undefined
  return { source: match[1]!, target: match[2]!, readOnly: (match[3] ?? '').split(',').includes('ro') }
}

function mountOf(text: string): ImageMount | undefined {
  const parts = new Map(
    text.split(',').map((part): [string, string] => {
      const [key = '', ...value] = part.split('=')
      return [key.trim(), value.join('=')]
    }),
  )
  const source = parts.get('src') ?? parts.get('source')
  const target = parts.get('dst') ?? parts.get('destination') ?? parts.get('target')
  if (source === undefined || target === undefined) return undefined
  const flag = parts.get('readonly') ?? parts.get('ro')
  return { source, target, readOnly: flag === '' || flag === 'true' || flag === '1' }
}
