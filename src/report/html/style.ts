/** The page's whole look. No fonts, images or addresses from anywhere else. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --page: #f6f7f9; --card: #fff; --ink: #1b1f24; --soft: #57606a; --line: #d8dee4; --code: #f0f2f5;
  --critical: #a40e26; --high: #bc4c00; --medium: #7d5e00; --low: #0a5f8a; --info: #57606a;
  --good: #1a7f37; --bad: #a40e26; --doubt: #7d5e00; --focus: #0969da;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0d1117; --card: #161b22; --ink: #e6edf3; --soft: #9da7b3; --line: #30363d; --code: #21262d;
    --critical: #ff8080; --high: #ffa657; --medium: #e3c04d; --low: #79c0ff; --info: #9da7b3;
    --good: #56d364; --bad: #ff8080; --doubt: #e3c04d; --focus: #58a6ff;
  }
}
* { box-sizing: border-box }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, sans-serif }
header, form, main, footer { max-width: 62rem; margin: 0 auto; padding: 0 1.25rem }
header { padding-top: 2rem }
h1 { font-size: 1rem; letter-spacing: .04em; margin: 0; color: var(--soft); font-weight: 600 }
.verdict { font-size: 2rem; line-height: 1.2; font-weight: 750; margin: .25rem 0 0 }
.allow { color: var(--good) } .deny { color: var(--bad) } .warn, .undecided { color: var(--doubt) }
.because { margin: .25rem 0 1rem; font-size: 1.1rem }
.counts { color: var(--soft); margin: 0 }
form { display: flex; flex-wrap: wrap; gap: .5rem; margin-top: 1.25rem; margin-bottom: .5rem; align-items: center }
form fieldset { display: contents }
form label.pick { display: inline-flex; gap: .4rem; align-items: center; border: 1px solid var(--line); border-radius: 2rem;
  padding: .25rem .75rem; background: var(--card); cursor: pointer; font-size: .9rem }
form label.pick:has(:focus-visible), a:focus-visible, summary:focus-visible, input:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px }
input[type=search] { flex: 1 1 12rem; min-width: 0; font: inherit; padding: .35rem .75rem; border: 1px solid var(--line);
  border-radius: .5rem; background: var(--card); color: inherit }
output:empty { display: none }
output { color: var(--soft); font-size: .9rem }
section, article { background: var(--card); border: 1px solid var(--line); border-radius: .6rem; margin: 1rem 0; overflow: hidden }
.top { padding: .7rem 1rem; border-bottom: 1px solid var(--line); display: flex; flex-wrap: wrap; gap: .1rem 1rem; align-items: baseline; justify-content: space-between }
h2 { font-size: 1.02rem; margin: 0; overflow-wrap: anywhere }
.about { color: var(--soft); font-size: .85rem; margin: 0; overflow-wrap: anywhere }
ul.findings, ul.plain { list-style: none; margin: 0; padding: 0 }
ul.findings > li, ul.plain > li { padding: .8rem 1rem; display: grid; grid-template-columns: 6rem minmax(0, 1fr); column-gap: .75rem }
ul.findings > li + li, ul.plain > li + li { border-top: 1px solid var(--line) }
.tag { font-size: .75rem; font-weight: 700; letter-spacing: .04em; padding-top: .25rem }
.critical .tag { color: var(--critical) } .high .tag { color: var(--high) } .medium .tag { color: var(--medium) }
.low .tag { color: var(--low) } .info .tag { color: var(--info) }
ul.findings > li { border-left: 4px solid var(--info) }
li.critical { border-left-color: var(--critical) !important } li.high { border-left-color: var(--high) !important }
li.medium { border-left-color: var(--medium) !important } li.low { border-left-color: var(--low) !important }
p { margin: 0 } .message { font-weight: 600; overflow-wrap: anywhere }
.evidence, .also { color: var(--soft); font-size: .9rem; overflow-wrap: anywhere }
.remedy { margin-top: .25rem } .remedy::before { content: '\\2192\\00a0' }
details { margin-top: .4rem; font-size: .9rem } summary { cursor: pointer; color: var(--soft) }
section > details { margin: 0; padding: .7rem 1rem } section > details > summary { color: var(--ink); font-weight: 600 }
code, pre { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: .86em }
code { background: var(--code); border-radius: .25rem; padding: .1em .3em; overflow-wrap: anywhere }
h2 code, .about code { background: none; padding: 0 }
pre { background: var(--code); margin: 0; padding: .8rem 1rem; overflow-x: auto; border-radius: 0 }
.wide { overflow-x: auto } table { border-collapse: collapse; width: 100%; font-size: .85rem; margin-top: .5rem }
th, td { text-align: left; padding: .3rem .75rem .3rem 0; border-top: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere }
td.number { text-align: right; white-space: nowrap } th { border: 0; color: var(--soft); font-weight: 600 }
footer { color: var(--soft); font-size: .85rem; padding-top: .5rem; padding-bottom: 2.5rem; overflow-wrap: anywhere }
[hidden] { display: none !important }
@media (max-width: 40rem) {
  header, form, main, footer { padding-left: .75rem; padding-right: .75rem }
  ul.findings > li, ul.plain > li { grid-template-columns: minmax(0, 1fr) }
  .verdict { font-size: 1.6rem }
}
@media print { form { display: none } body { background: none } article, section { break-inside: avoid } }
`
