import { API_KEY, GIT_TOKEN, HUB_TOKEN, PASSWORD } from './canaries.ts'
import type { Seed } from './seeds.ts'

// Files with credentials where people put them.

const SERVER = {
  command: 'npx',
  args: [
    '-y',
    '@acme/server@1.2.0',
    '--api-key',
    PASSWORD,
    `--token=${PASSWORD}`,
    '--header',
    `Authorization: Bearer ${PASSWORD}`,
    API_KEY,
  ],
  env: { ACME_API_KEY: PASSWORD, HF_TOKEN: HUB_TOKEN, HOME_PAGE: `https://u:${PASSWORD}@a.example` },
}
const REMOTE = {
  type: 'http',
  url: `https://bot:${PASSWORD}@mcp.example/mcp?api_key=${PASSWORD}`,
  headers: { Authorization: `Bearer ${PASSWORD}`, 'X-Api-Key': API_KEY },
}
const RUN = 'wandb/run-20240305_102030-a1b2c3d4/files'
const MLFLOW = 'mlruns/1/b5f1c2d3e4f5061728394a5b6c7d8e9f'
const HASH = `sha256:${'ab'.repeat(32)}`
const INDEX = `https://bot:${PASSWORD}@packages.example/simple`
const SHELL = `export HF_TOKEN=${HUB_TOKEN}
OPENAI_API_KEY="${API_KEY}" DB_PASSWORD=${PASSWORD} python serve.py --model meta-llama/Llama-3.1-8B --api-key ${PASSWORD}
hf download org/model --token ${PASSWORD} --local-dir models/m
huggingface-cli login --token ${HUB_TOKEN}
curl -H "Authorization: Bearer ${PASSWORD}" -u bot:${PASSWORD} -d '{"model": "gpt-4o"}' https://api.openai.com/v1/chat/completions?key=${PASSWORD}
wget --password=${PASSWORD} https://bot:${PASSWORD}@files.example/org/model/model.gguf
git clone https://${GIT_TOKEN}@huggingface.co/org/model
vllm serve org/model --revision abc123 --api-key ${PASSWORD} --hf-token ${PASSWORD}
docker run -e HF_TOKEN=${PASSWORD} ghcr.io/huggingface/text-generation-inference:2.0 --model-id org/m
pip install --index-url ${INDEX} torch==2.4.0
`
const CHAT = {
  provider: 'openai',
  model: 'gpt-4o',
  api_key: PASSWORD,
  apiKey: API_KEY,
  base_url: `https://bot:${PASSWORD}@llm.example/v1`,
}

const TEXTS: Readonly<Record<string, string>> = {
  '.mcp.json': json({ mcpServers: { a: SERVER, b: REMOTE } }),
  '.vscode/mcp.json': json({
    inputs: [{ id: 'k', type: 'promptString', default: PASSWORD, password: true }],
    servers: { a: SERVER, b: REMOTE },
  }),
  '.vscode/settings.json': json({ mcp: { servers: { a: SERVER } }, 'ai.apiKey': PASSWORD }),
  'home/.claude.json': json({
    mcpServers: { a: SERVER },
    oauthAccount: { accessToken: PASSWORD },
    projects: { '/p': { mcpServers: { b: REMOTE } } },
  }),
  'home/.codex/config.toml': `model = "gpt-5"\n[mcp_servers.a]\ncommand = "uvx"\nargs = ["a", "--api-key", "${PASSWORD}"]\nbearer_token = "${PASSWORD}"\n[mcp_servers.a.env]\nAPI_KEY = "${PASSWORD}"\n[mcp_servers.b]\nurl = "${REMOTE.url}"\n[mcp_servers.b.http_headers]\nAuthorization = "Bearer ${PASSWORD}"\n[model_providers.p]\nbase_url = "https://x:${PASSWORD}@llm.example"\nenv_key = "K"\n`,
  'home/.continue/config.yaml': `models:\n  - {name: a, provider: openai, model: gpt-4o, apiKey: ${PASSWORD}, apiBase: "https://u:${PASSWORD}@a.example"}\nmcpServers:\n  - name: a\n    command: npx\n    args: [-y, a, --token, ${PASSWORD}]\n    env: {TOKEN: ${PASSWORD}}\n`,
  'home/.config/goose/config.yaml': `GOOSE_MODEL: gpt-4o\nextensions:\n  a:\n    type: stdio\n    cmd: npx\n    args: [-y, a, --api-key=${PASSWORD}]\n    envs: {API_KEY: ${PASSWORD}}\n  b:\n    type: streamable_http\n    uri: ${REMOTE.url}\n    headers: {Authorization: Bearer ${PASSWORD}}\n`,
  'home/.config/zed/settings.json': json({
    context_servers: { a: { command: { path: 'npx', args: SERVER.args, env: SERVER.env } } },
  }),
  'claude_desktop_config.json': json({
    mcpServers: {
      a: { command: 'sh', args: ['-c', `API_KEY=${PASSWORD} npx -y a --password ${PASSWORD}`] },
      m: { command: 'npx', args: ['mcp-remote', REMOTE.url, '--header', `X-Key:${PASSWORD}`] },
    },
  }),
  'server.json': json({
    $schema: 'https://static.modelcontextprotocol.io/schemas/2025-09-29/server.schema.json',
    name: 'io.example/a',
    version: '1.0.0',
    description: 'd',
    packages: [
      {
        registryType: 'npm',
        identifier: '@a/b',
        version: '1.0.0',
        transport: { type: 'stdio' },
        environmentVariables: [{ name: 'K', value: PASSWORD, default: PASSWORD, isSecret: true }],
        packageArguments: [{ type: 'named', name: '--api-key', value: PASSWORD }],
      },
    ],
    remotes: [
      { type: 'sse', url: REMOTE.url, headers: [{ name: 'Authorization', value: `Bearer ${PASSWORD}` }] },
    ],
  }),
  'hello/manifest.json': json({
    manifest_version: '0.3',
    name: 'a',
    version: '1',
    server: { type: 'node', entry_point: 'i.js', mcp_config: SERVER },
    user_config: { k: { type: 'string', sensitive: true, default: PASSWORD } },
  }),
  '.claude-plugin/plugin.json': json({
    name: 'a',
    version: '1',
    repository: `https://x:${PASSWORD}@git.example/a`,
    mcpServers: { a: SERVER, b: REMOTE },
  }),
  '.claude-plugin/marketplace.json': json({
    name: 'm',
    owner: { name: 'o' },
    plugins: [{ name: 'a', source: { source: 'url', url: `https://x:${PASSWORD}@git.example/a.git` } }],
  }),
  '.claude/settings.json': json({
    env: { ANTHROPIC_API_KEY: PASSWORD },
    model: 'opus',
    hooks: {
      PreToolUse: [{ hooks: [{ type: 'command', command: `curl -H "X-Key: ${PASSWORD}" a.example` }] }],
    },
    permissions: { allow: [`Bash(curl -u bot:${PASSWORD} *)`] },
  }),
  '.claude/skills/a/SKILL.md': `---\nname: a\ndescription: does a\nallowed-tools: Bash(curl -H "Authorization: Bearer ${PASSWORD}" *)\nmetadata: {api_key: ${PASSWORD}}\n---\nRun \`a --token ${PASSWORD}\`.\n`,
  'compose.yaml': `services:\n  a:\n    image: bot:${PASSWORD}@registry.example/a:1\n    command: --model org/m --api-key ${PASSWORD}\n    environment:\n      HF_TOKEN: ${HUB_TOKEN}\n      API_KEY: ${PASSWORD}\n      DATABASE_URL: postgres://u:${PASSWORD}@db/x\n      MODEL_ID: org/m\n  b:\n    image: vllm/vllm-openai:v0.6.0\n    environment: [API_KEY=${PASSWORD}, OPENAI_BASE_URL=https://u:${PASSWORD}@a.example]\n    command: ["--model", "o/m", "--hf-token", "${PASSWORD}"]\n`,
  Dockerfile: `FROM python:3.12\nARG TOKEN=${PASSWORD}\nENV HF_TOKEN=${PASSWORD} MODEL_ID=org/m\nENV OPENAI_API_KEY ${PASSWORD}\nLABEL key=${PASSWORD}\nRUN pip install --extra-index-url ${INDEX} vllm==0.6.0\nRUN HF_TOKEN=${PASSWORD} hf download org/m --token ${PASSWORD}\nADD https://bot:${PASSWORD}@files.example/m.gguf /m.gguf\nCMD ["vllm", "serve", "org/m", "--api-key", "${PASSWORD}"]\n`,
  'k8s/vllm.yaml': `apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {HF_TOKEN: ${PASSWORD}}\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: d, annotations: {key: ${PASSWORD}}}\nspec:\n  template:\n    spec:\n      containers:\n        - name: a\n          image: vllm/vllm-openai:v0.6.0\n          args: [--model, o/m, --api-key, ${PASSWORD}]\n          env:\n            - {name: HF_TOKEN, value: ${PASSWORD}}\n            - {name: MODEL_URL, value: "https://u:${PASSWORD}@a.example/m"}\n`,
  'chart/values.yaml': `image: {repository: vllm/vllm-openai, tag: v0.6.0}\nmodel: {name: o/m, token: ${PASSWORD}, hfToken: ${HUB_TOKEN}}\nenv: {API_KEY: ${PASSWORD}}\nextraArgs: [--api-key, ${PASSWORD}]\n`,
  'run.sh': `#!/bin/sh\n${SHELL}`,
  Makefile: `TOKEN := ${PASSWORD}\nserve:\n\t${SHELL.replaceAll('\n', '\n\t')}\n`,
  'vllm.service': `[Service]\nEnvironment=HF_TOKEN=${PASSWORD}\nExecStart=/usr/bin/vllm serve org/m --api-key ${PASSWORD}\n`,
  '.github/workflows/ci.yml': `on: push\njobs:\n  a:\n    runs-on: x\n    env: {HF_TOKEN: ${PASSWORD}}\n    steps:\n      - run: |\n          ${SHELL.replaceAll('\n', '\n          ')}\n`,
  'app.py': `import os\nfrom openai import OpenAI\nfrom transformers import AutoModel\nfrom datasets import load_dataset\nfrom huggingface_hub import login, hf_hub_download\nTOKEN = "${HUB_TOKEN}"\nPW = "${PASSWORD}"\nlogin("${PASSWORD}")\nos.environ["OPENAI_API_KEY"] = "${PASSWORD}"\nm = AutoModel.from_pretrained("org/m", token=PW, revision="main")\nn = AutoModel.from_pretrained("org/n", use_auth_token="${PASSWORD}")\nd = load_dataset("org/d", token="${PASSWORD}")\nload_dataset("csv", data_files="https://bot:${PASSWORD}@files.example/a.csv?token=${PASSWORD}")\nc = OpenAI(api_key="${PASSWORD}", base_url="https://u:${PASSWORD}@llm.example/v1", default_headers={"Authorization": "Bearer ${PASSWORD}"})\nc.chat.completions.create(model="gpt-4o", extra_headers={"X-Key": PW}, user=PW)\nimport requests\nrequests.post("https://api.openai.com/v1/chat/completions?key=${PASSWORD}", headers={"Authorization": f"Bearer {PW}"}, json={"model": "gpt-4o"})\nrequests.post("https://generativelanguage.googleapis.com/v1beta/models/gemini-1.5-pro:generateContent?key=${PASSWORD}")\n`,
  'app.ts': `import OpenAI from 'openai'\nimport { createOpenAI } from '@ai-sdk/openai'\nconst key = '${PASSWORD}'\nconst client = new OpenAI({ apiKey: '${API_KEY}', baseURL: 'https://u:${PASSWORD}@llm.example/v1', defaultHeaders: { Authorization: \`Bearer \${key}\` } })\nawait client.chat.completions.create({ model: 'gpt-4o', user: key })\nconst p = createOpenAI({ apiKey: key })\np('gpt-4o-mini')\nawait fetch('https://api.anthropic.com/v1/messages?key=${PASSWORD}', { headers: { 'x-api-key': key }, body: JSON.stringify({ model: 'claude-3-5-sonnet-20241022' }) })\n`,
  'requirements.txt': `--index-url ${INDEX}\n--extra-index-url https://${GIT_TOKEN}@b.example/simple?token=${PASSWORD}\n--find-links https://bot:${PASSWORD}@c.example\ntorch==2.4.0 --hash=${HASH}\ngit+https://${GIT_TOKEN}@github.com/a/b.git@v1#egg=b\nc @ https://bot:${PASSWORD}@files.example/c-1.0-py3-none-any.whl#${HASH.replace(':', '=')}\n-e git+ssh://git:${PASSWORD}@github.com/a/d.git#egg=d\n`,
  'pyproject.toml': `[project]\nname = "a"\nversion = "1"\ndependencies = ["torch==2.4.0", "b @ git+https://${GIT_TOKEN}@github.com/a/b@v1"]\n[project.urls]\nHome = "https://u:${PASSWORD}@a.example"\n[[tool.uv.index]]\nname = "i"\nurl = "${INDEX}"\n[tool.uv.sources]\nc = { git = "https://u:${PASSWORD}@github.com/a/c" }\n[[tool.poetry.source]]\nname = "p"\nurl = "${INDEX}"\n[tool.poetry.dependencies]\nd = { git = "https://x:${PASSWORD}@git.example/d.git", rev = "abc" }\n`,
  'uv.lock': `version = 1\n[[package]]\nname = "torch"\nversion = "2.4.0"\nsource = { registry = "${INDEX}" }\nwheels = [{ url = "https://bot:${PASSWORD}@packages.example/torch-2.4.0-py3-none-any.whl?token=${PASSWORD}", hash = "${HASH}", size = 3 }]\n[[package]]\nname = "g"\nversion = "1"\nsource = { git = "https://${GIT_TOKEN}@github.com/a/g?rev=v1#abcdefabcdefabcdefabcdefabcdefabcdefabcd" }\n`,
  'poetry.lock': `[[package]]\nname = "a"\nversion = "1.0"\nfiles = [{file = "a-1.0.tar.gz", hash = "${HASH}"}]\n[package.source]\ntype = "git"\nurl = "https://x:${PASSWORD}@git.example/a.git"\nreference = "v1"\nresolved_reference = "abcdefabcdefabcdefabcdefabcdefabcdefabcd"\n[[package]]\nname = "b"\nversion = "1.0"\nfiles = []\n[package.source]\ntype = "legacy"\nurl = "${INDEX}"\nreference = "r"\n[metadata]\nlock-version = "2.0"\n`,
  'pdm.lock': `[metadata]\nlock_version = "4.5.0"\n[[package]]\nname = "a"\nversion = "1"\ngit = "https://x:${PASSWORD}@git.example/a.git"\nrevision = "abcdef"\n[[package]]\nname = "b"\nversion = "1"\nfiles = [{url = "https://x:${PASSWORD}@packages.example/b-1.tar.gz", hash = "${HASH}"}]\n`,
  'pylock.toml': `lock-version = "1.0"\ncreated-by = "x"\n[[packages]]\nname = "a"\nversion = "1"\nindex = "${INDEX}"\nwheels = [{name = "a-1-py3-none-any.whl", url = "https://x:${PASSWORD}@packages.example/a-1-py3-none-any.whl?sig=${PASSWORD}", hashes = {sha256 = "${'ab'.repeat(32)}"}}]\n[[packages]]\nname = "b"\nvcs = {type = "git", url = "https://${GIT_TOKEN}@github.com/a/b", commit-id = "abcdef"}\n`,
  Pipfile: `[[source]]\nurl = "${INDEX}"\nverify_ssl = true\nname = "p"\n[packages]\na = {git = "https://x:${PASSWORD}@git.example/a.git", ref = "v1"}\ntorch = "==2.4.0"\n`,
  'Pipfile.lock': json({
    _meta: {
      hash: { sha256: 'a' },
      'pipfile-spec': 6,
      sources: [{ name: 'p', url: INDEX, verify_ssl: true }],
    },
    default: {
      a: { git: `https://x:${PASSWORD}@git.example/a.git`, ref: 'abc' },
      torch: { version: '==2.4.0', index: 'p', hashes: [HASH] },
    },
    develop: {},
  }),
  'package.json': json({
    name: 'a',
    version: '1',
    repository: `https://x:${PASSWORD}@git.example/a`,
    dependencies: {
      openai: '4.0.0',
      b: `git+https://${GIT_TOKEN}@github.com/a/b.git#v1`,
      c: `https://x:${PASSWORD}@files.example/c.tgz`,
    },
    scripts: { start: `API_KEY=${PASSWORD} node a.js --token ${PASSWORD}` },
  }),
  'package-lock.json': json({
    name: 'a',
    lockfileVersion: 3,
    packages: {
      '': { dependencies: { openai: '4' } },
      'node_modules/openai': {
        version: '4.0.0',
        resolved: `https://x:${PASSWORD}@packages.example/openai-4.0.0.tgz?token=${PASSWORD}`,
        integrity: `sha512-${'A'.repeat(86)}==`,
      },
      'node_modules/b': { version: '1.0.0', resolved: `git+ssh://git:${PASSWORD}@github.com/a/b.git#abcdef` },
    },
  }),
  'yarn.lock': `# yarn lockfile v1\n\n\nopenai@^4.0.0:\n  version "4.0.0"\n  resolved "https://x:${PASSWORD}@packages.example/openai-4.0.0.tgz#abc"\n\n"b@git+https://${GIT_TOKEN}@github.com/a/b.git":\n  version "1.0.0"\n  resolved "git+https://${GIT_TOKEN}@github.com/a/b.git#abcdef"\n`,
  'pnpm-lock.yaml': `lockfileVersion: '9.0'\nimporters:\n  .:\n    dependencies:\n      b: {specifier: "git+https://x:${PASSWORD}@git.example/b.git", version: "git+https://x:${PASSWORD}@git.example/b.git#abc"}\npackages:\n  openai@4.0.0:\n    resolution: {integrity: "sha512-${'A'.repeat(86)}==", tarball: "https://x:${PASSWORD}@packages.example/openai.tgz"}\n  "b@git+https://x:${PASSWORD}@git.example/b.git#abc":\n    resolution: {repo: "https://x:${PASSWORD}@git.example/b.git", commit: abc, type: git}\n    version: 1.0.0\nsnapshots: {}\n`,
  'environment.yml': `name: a\nchannels: ["https://conda.example/t/${PASSWORD}/main", "https://u:${PASSWORD}@conda.example/x", conda-forge]\ndependencies:\n  - python=3.12\n  - pip:\n    - --index-url ${INDEX}\n    - torch==2.4.0\nvariables: {API_KEY: ${PASSWORD}, HF_TOKEN: ${HUB_TOKEN}}\n`,
  'conda-linux-64.lock': `@EXPLICIT\nhttps://conda.example/t/${PASSWORD}/main/linux-64/numpy-1.26.4-py311_0.conda#${'ab'.repeat(16)}\nhttps://u:${PASSWORD}@conda.example/main/linux-64/scipy-1.0.0-py311_0.conda#${'ab'.repeat(16)}\n`,
  'pixi.lock': `version: 6\nenvironments:\n  default:\n    channels: [{url: "https://u:${PASSWORD}@conda.example/x/"}]\n    indexes: ["${INDEX}"]\n    packages:\n      linux-64: [{conda: "https://conda.example/t/${PASSWORD}/main/linux-64/numpy-1.26.4-py311_0.conda"}, {pypi: "https://u:${PASSWORD}@packages.example/a-1-py3-none-any.whl"}]\npackages:\n  - {conda: "https://conda.example/t/${PASSWORD}/main/linux-64/numpy-1.26.4-py311_0.conda", sha256: "${'ab'.repeat(32)}"}\n  - {pypi: "https://u:${PASSWORD}@packages.example/a-1-py3-none-any.whl", name: a, version: "1", sha256: "${'ab'.repeat(32)}"}\n`,
  'venv/lib/python3.11/site-packages/a-1.dist-info/direct_url.json': json({
    url: `https://x:${PASSWORD}@git.example/a.git`,
    vcs_info: { vcs: 'git', commit_id: 'abcdefabcdefabcdefabcdefabcdefabcdefabcd', requested_revision: 'v1' },
  }),
  'venv/lib/python3.11/site-packages/a-1.dist-info/METADATA': `Metadata-Version: 2.1\nName: a\nVersion: 1\nHome-page: https://x:${PASSWORD}@a.example\nDownload-URL: https://x:${PASSWORD}@a.example/a\nProject-URL: Source, https://${GIT_TOKEN}@github.com/a/a\n`,
  'qlora.yml': `base_model: org/m\nadapter: qlora\ndatasets:\n  - {path: "https://u:${PASSWORD}@files.example/d.jsonl", type: alpaca}\n  - {path: org/d, type: alpaca, token: ${PASSWORD}}\nhf_use_auth_token: ${PASSWORD}\nwandb_api_key: ${PASSWORD}\nhub_token: ${HUB_TOKEN}\nlearning_rate: 0.1\nmicro_batch_size: 1\n`,
  'grpo.yaml': `model_name_or_path: org/m\ndataset_name: org/d\nlearning_rate: 1.0e-5\nhub_token: ${PASSWORD}\npush_to_hub_token: ${PASSWORD}\nvllm_server_base_url: "https://u:${PASSWORD}@a.example"\n`,
  [`${RUN}/config.yaml`]: `api_key: {value: ${PASSWORD}}\nmodel_name_or_path: {value: org/m}\nurl: {value: "https://u:${PASSWORD}@a.example"}\nnested: {value: {hub_token: ${PASSWORD}, lr: 1}}\n`,
  [`${RUN}/wandb-metadata.json`]: json({
    program: 'train.py',
    args: ['--api-key', PASSWORD, `--hub_token=${PASSWORD}`, '--lr', '1'],
    git: { remote: `https://me:${PASSWORD}@git.example/a.git`, commit: 'abc' },
    email: 'a@b.example',
  }),
  [`${MLFLOW}/params/openai_api_key`]: PASSWORD,
  [`${MLFLOW}/params/base_url`]: `https://u:${PASSWORD}@a.example`,
  [`${MLFLOW}/params/hub`]: HUB_TOKEN,
  [`${MLFLOW}/tags/mlflow.source.git.repoURL`]: `https://me:${PASSWORD}@git.example/a.git`,
  [`${MLFLOW}/meta.yaml`]: `run_id: b5f1c2d3e4f5061728394a5b6c7d8e9f\nexperiment_id: '1'\nartifact_uri: https://u:${PASSWORD}@mlflow.example/a\nstatus: 3\nstart_time: 1700000000000\nuser_id: a\n`,
  'dvc.yaml': `stages:\n  train:\n    cmd: HF_TOKEN=${PASSWORD} python train.py --api-key ${PASSWORD}\n    deps: ["https://u:${PASSWORD}@files.example/d.csv"]\n    outs: [model.pt]\n`,
  'dvc.lock': `schema: '2.0'\nstages:\n  train:\n    cmd: python train.py --password ${PASSWORD}\n    deps: [{path: "https://u:${PASSWORD}@files.example/d.csv", md5: ${'ab'.repeat(16)}}]\n    params: {params.yaml: {api_key: ${PASSWORD}, lr: 1}}\n    outs: [{path: model.pt, md5: ${'ab'.repeat(16)}}]\n`,
  'data/x.csv.dvc': `deps: [{path: "https://u:${PASSWORD}@files.example/d.csv?token=${PASSWORD}", etag: x}]\nouts: [{md5: ${'ab'.repeat(16)}, path: x.csv, remote: "https://u:${PASSWORD}@r.example"}]\n`,
  'm/README.md': `---\nbase_model: org/m\ndatasets: [org/d]\nlicense_link: https://u:${PASSWORD}@a.example\nmodel-index: [{name: a, results: [{dataset: {name: d, type: "https://u:${PASSWORD}@a.example"}}]}]\n---\n# A\n- hub_token: ${PASSWORD}\n\nUse \`token="${HUB_TOKEN}"\`.\n`,
  'config/litellm.yaml': `model_list:\n  - model_name: a\n    litellm_params: {model: openai/gpt-4o, api_key: ${PASSWORD}, api_base: "https://u:${PASSWORD}@a.example"}\n  - model_name: b\n    litellm_params: {model: azure/gpt, headers: {Authorization: "Bearer ${PASSWORD}"}}\ngeneral_settings: {master_key: ${PASSWORD}, database_url: "postgres://u:${PASSWORD}@h/d"}\n`,
  OAI_CONFIG_LIST: json([{ model: 'gpt-4o', api_key: PASSWORD, base_url: CHAT.base_url }]),
  'settings.json': json({ llm: CHAT, embedding: { ...CHAT, model: 'text-embedding-3-small' } }),
  'appsettings.json': json({
    OpenAI: { ApiKey: PASSWORD, Model: 'gpt-4o', Endpoint: CHAT.base_url },
    ConnectionStrings: { Db: `Server=a;Password=${PASSWORD}` },
  }),
  'application.properties': `spring.ai.openai.api-key=${PASSWORD}\nspring.ai.openai.chat.options.model=gpt-4o\nspring.ai.openai.base-url=${CHAT.base_url}\n`,
  '.env': `OPENAI_API_KEY=${PASSWORD}\nHF_TOKEN="${HUB_TOKEN}"\nOPENAI_MODEL=gpt-4o\nOPENAI_BASE_URL=${CHAT.base_url}\nMODEL_PASSWORD=${PASSWORD}\n`,
  'config.toml': `[llm]\nprovider = "openai"\nmodel = "gpt-4o"\napi_key = "${PASSWORD}"\nbase_url = "${CHAT.base_url}"\n`,
  'chat.prompty': `---\nname: a\nmodel:\n  api: chat\n  configuration: {type: azure_openai, azure_deployment: gpt-4o, api_key: ${PASSWORD}, azure_endpoint: "https://u:${PASSWORD}@a.example"}\n---\nsystem:\nThe password is ${PASSWORD}.\n`,
  'croissant.json': json({
    '@context': { '@vocab': 'https://schema.org/', cr: 'http://mlcommons.org/croissant/' },
    '@type': 'sc:Dataset',
    name: 'd',
    conformsTo: 'http://mlcommons.org/croissant/1.0',
    url: `https://u:${PASSWORD}@a.example`,
    distribution: [
      {
        '@type': 'cr:FileObject',
        name: 'f',
        contentUrl: `https://u:${PASSWORD}@files.example/f?token=${PASSWORD}`,
        sha256: 'ab'.repeat(32),
      },
    ],
  }),
  'ds/dataset_info.json': json({
    builder_name: 'csv',
    dataset_name: 'd',
    homepage: `https://u:${PASSWORD}@a.example`,
    download_checksums: {
      [`https://u:${PASSWORD}@files.example/f?token=${PASSWORD}`]: {
        num_bytes: 1,
        checksum: 'ab'.repeat(32),
      },
    },
  }),
  'app.ipynb': json({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {},
    cells: [
      {
        cell_type: 'code',
        metadata: {},
        outputs: [],
        execution_count: 1,
        source: [
          `!hf download org/m --token ${PASSWORD}\n`,
          'from transformers import AutoModel\n',
          `AutoModel.from_pretrained("org/m", token="${PASSWORD}")\n`,
        ],
      },
    ],
  }),
}

export const secretSeeds: readonly Seed[] = Object.entries(TEXTS).map(([path, text]) => ({
  kind: 'text',
  path,
  bytes: Buffer.from(text),
}))

function json(value: unknown): string {
  return JSON.stringify(value, null, 2)
}
