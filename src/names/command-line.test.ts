import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { launchOf } from './command-line.ts'
import type { Launch } from './command/launch.ts'
import { splitWords } from './command/shell-words.ts'

/** What is started, in one word. */
function target(line: string | readonly string[]): string | undefined {
  const launch = launchOf(typeof line === 'string' ? splitWords(line) : line)
  return launch && named(launch)
}

function named(launch: Launch): string {
  switch (launch.kind) {
    case 'package': {
      const { name, version, requirement } = launch.spec
      return `${launch.registry}:${name}${version ? `@${version}` : ''}${requirement ? ` (${requirement})` : ''}`
    }
    case 'git':
      return `git:${launch.spec.repository}${launch.spec.revision ? `@${launch.spec.revision}` : ''}`
    case 'image':
      return `image:${launch.image.name}${launch.image.tag ? `:${launch.image.tag}` : ''}${launch.image.digest ? '@digest' : ''}`
    case 'script':
      return `script:${launch.directory ? `${launch.directory}/` : ''}${launch.path}`
    case 'module':
      return `module:${launch.module}`
    case 'url':
      return `url:${launch.url}`
    case 'program':
      return `program:${launch.program}`
    default:
      return launch satisfies never
  }
}

const EXPECTED: readonly (readonly [string, string | undefined])[] = [
  // npm
  ['npx -y @modelcontextprotocol/server-filesystem /data', 'npm:@modelcontextprotocol/server-filesystem'],
  ['npx -y @scope/pkg@1.2.3', 'npm:@scope/pkg@1.2.3'],
  ['npx --yes pkg@latest', 'npm:pkg (latest)'],
  ['npx pkg@^1.2', 'npm:pkg (^1.2)'],
  ['npx pkg@1', 'npm:pkg (1)'],
  ['npx -p @scope/pkg@2.0.0-beta.1 run-it --flag', 'npm:@scope/pkg@2.0.0-beta.1'],
  ['npx --package=pkg@1.0.0 -c "pkg --stdio"', 'npm:pkg@1.0.0'],
  ['npx -p tsx -p @a/tool tool', 'npm:@a/tool'],
  ['npx --registry https://packages.example/npm pkg@1.0.0', 'npm:pkg@1.0.0'],
  ['npx github:owner/name#v1', 'git:https://github.com/owner/name@v1'],
  ['npx -y owner/name', 'git:https://github.com/owner/name'],
  ['npx -y git+https://user:secret@git.example/owner/name.git#abc', 'git:https://git.example/owner/name@abc'],
  ['npx -y https://packages.example/pkg.tgz', 'url:https://packages.example/pkg.tgz'],
  ['npx ./local-server', 'script:./local-server'],
  ['npm exec --yes -- pkg@3.1.0 --stdio', 'npm:pkg@3.1.0'],
  ['npm x pkg', 'npm:pkg'],
  ['npm run start', 'program:npm'],
  ['pnpm dlx pkg@1.0.0', 'npm:pkg@1.0.0'],
  ['pnpm --package=pkg@1.0.0 dlx tool', 'npm:pkg@1.0.0'],
  ['yarn dlx -q pkg', 'npm:pkg'],
  ['bunx --bun pkg@0.1.0', 'npm:pkg@0.1.0'],
  ['bun x pkg', 'npm:pkg'],
  ['bun run src/index.ts', 'script:src/index.ts'],
  ['C:\\nodejs\\npx.cmd -y pkg@1.0.0', 'npm:pkg@1.0.0'],
  // Python
  ['uvx mcp-server-git --repository /r', 'pypi:mcp-server-git'],
  ['uvx mcp-server-git==2025.1.14', 'pypi:mcp-server-git@2025.1.14'],
  ['uvx mcp-server-git@2025.1.14', 'pypi:mcp-server-git@2025.1.14'],
  ['uvx mcp-server-git@latest', 'pypi:mcp-server-git (latest)'],
  ['uvx "pkg[cli]>=1.2,<2"', 'pypi:pkg (>=1.2,<2)'],
  ['uvx pkg==1.*', 'pypi:pkg (==1.*)'],
  ['uvx --python 3.12 --from pkg==1.0 tool', 'pypi:pkg@1.0'],
  ['uv tool run pkg', 'pypi:pkg'],
  ['uvx --from git+https://github.com/a/b@v1.0 tool', 'git:https://github.com/a/b@v1.0'],
  ['uvx --from "b @ git+https://github.com/a/b@main#subdirectory=x" tool', 'git:https://github.com/a/b@main'],
  ['uvx --from git+ssh://git@github.com/a/b.git tool', 'git:https://github.com/a/b'],
  ['uvx --from ./wheel tool', 'script:./wheel'],
  ['pipx run pkg==1.2', 'pypi:pkg@1.2'],
  ['pipx run --spec git+https://github.com/a/b tool', 'git:https://github.com/a/b'],
  ['uv run server.py', 'script:server.py'],
  ['uv --directory /srv/mcp run server.py', 'script:/srv/mcp/server.py'],
  ['uv run --directory /srv/mcp --with mcp server.py --debug', 'script:/srv/mcp/server.py'],
  ['uv run --with "mcp[cli]" mcp run server.py:app', 'script:server.py'],
  ['uv run -m pkg.server', 'module:pkg.server'],
  ['uv run python -m pkg', 'module:pkg'],
  ['uv run tool', 'program:tool'],
  ['poetry run python server.py', 'script:server.py'],
  ['python -m mcp_server_fetch', 'module:mcp_server_fetch'],
  ['python3.12 -u -m pkg.server --port 1', 'module:pkg.server'],
  ['/usr/bin/python3 -u server.py --x', 'script:server.py'],
  ['python -c "import x"', 'program:python'],
  ['python -m uv tool run pkg', 'pypi:pkg'],
  ['conda run -n env python server.py', 'script:server.py'],
  // Others
  ['node --enable-source-maps dist/index.js --stdio', 'script:dist/index.js'],
  ['node -e "process.exit()"', 'program:node'],
  ['deno run -A --allow-net=api.example.com main.ts', 'script:main.ts'],
  ['deno run --allow-read npm:@a/b@1.0.0/bin.js', 'npm:@a/b@1.0.0'],
  ['deno run https://deno.example/x.ts', 'url:https://deno.example/x.ts'],
  ['go run github.com/a/b@v1.2.3', 'golang:github.com/a/b@v1.2.3'],
  ['go run github.com/a/b@latest', 'golang:github.com/a/b (latest)'],
  ['nix run github:a/b', 'git:https://github.com/a/b'],
  ['java -Xmx1g -jar server.jar', 'script:server.jar'],
  ['docker run -i --rm -e TOKEN mcp/github:1.2', 'image:mcp/github:1.2'],
  ['docker run -dp 80:80 ghcr.io/a/b', 'image:ghcr.io/a/b'],
  [`podman run --rm x.example/a@sha256:${'a'.repeat(64)}`, 'image:x.example/a@digest'],
  ['docker compose up', 'program:docker'],
  ['docker run $IMAGE', 'program:docker'],
  ['/opt/server/bin/server --x', 'script:/opt/server/bin/server'],
  ['terraform-mcp', 'program:terraform-mcp'],
  // Wrappers
  ['env -u X A=b npx pkg', 'npm:pkg'],
  ['TOKEN=x npx pkg', 'npm:pkg'],
  ['sudo -u me timeout 5 npx pkg', 'npm:pkg'],
  ['sh -c "cd /srv && exec npx -y pkg@1.0.0"', 'npm:pkg@1.0.0'],
  ['bash -lc "source .env; uvx pkg | tee log"', 'pypi:pkg'],
  ['cmd /c npx -y pkg@1.0.0', 'npm:pkg@1.0.0'],
  ['cmd.exe /d /s /c "npx -y pkg"', 'npm:pkg'],
  ['powershell -NoProfile -Command "npx pkg"', 'npm:pkg'],
  ['doppler run --project x -- npx pkg', 'npm:pkg'],
  ['mise exec node@20 -- npx pkg', 'npm:pkg'],
  ['wsl -d Ubuntu npx pkg', 'npm:pkg'],
  ['bash run.sh', 'program:bash'],
  ['', undefined],
]

describe('launchOf', () => {
  for (const [line, expected] of EXPECTED)
    it(line || 'nothing', () => {
      assert.equal(target(line), expected)
    })

  it('keeps what is handed over apart from options of the runner', () => {
    const launch = launchOf(['npx', '-y', 'pkg', '--root', '/data'])
    assert.deepEqual(launch?.options, ['-y'])
    assert.deepEqual(launch?.arguments, ['--root', '/data'])
  })

  it('tells names of variables, never their values', () => {
    const launch = launchOf(splitWords('env TOKEN=s3cret docker run -e A=s3cret -e B --env=C=s3cret mcp/x'))
    assert.deepEqual(launch?.environment, ['TOKEN', 'A', 'B', 'C'])
  })

  it('reads what a container may reach', () => {
    const launch = launchOf(
      splitWords(
        'docker run --network host --privileged --gpus all -v /home/me:/w:ro --mount type=bind,src=/a,dst=/b img',
      ),
    )
    assert.equal(launch?.kind, 'image')
    assert.deepEqual(launch.run.mounts, [
      { source: '/home/me', target: '/w', readOnly: true },
      { source: '/a', target: '/b', readOnly: false },
    ])
    assert.deepEqual([launch.run.network, launch.run.privileged, launch.run.gpus], ['host', true, 'all'])
  })

  it('ends on shells inside of shells', () => {
    const words = Array.from({ length: 400 }, () => ['sudo', 'env']).flat()
    assert.doesNotThrow(() => launchOf([...words, 'npx', 'pkg']))
  })

  it('takes any words', () => {
    const word = fc.oneof(
      fc.constantFrom(
        'npx',
        'uvx',
        'uv',
        'run',
        '-p',
        '--from',
        'docker',
        'sh',
        '-c',
        'python',
        '-m',
        '--',
        'env',
        'bun',
        'x',
        '__proto__',
        'constructor',
      ),
      fc.string({ maxLength: 20 }),
    )
    fc.assert(fc.property(fc.array(word, { maxLength: 12 }), (words) => void launchOf(words)))
  })
})
