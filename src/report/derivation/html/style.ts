import { STYLE } from '../../html/style.ts'

/** The look of all reports, and the colours of the levels: text tells the same. */
export const DERIVATION_STYLE: string = `${STYLE}
:root { --l3: #c9ead1; --l2: #dff1d6; --l1: #d5e6f5; --u: #e6e8eb; --l0a: #fbe3c8; --l0b: #f6b9a3; --l0c: #b3261e; --l0c-ink: #fff }
@media (prefers-color-scheme: dark) {
  :root { --l3: #12492a; --l2: #23451f; --l1: #173b5c; --u: #30363d; --l0a: #5f3d0d; --l0b: #7d2f1f; --l0c: #d9483b; --l0c-ink: #fff }
}
header, main, footer { max-width: 76rem }
.verdict.l3, .verdict.l2, .verdict.l1 { color: var(--good) } .verdict.l0 { color: var(--bad) } .verdict.u { color: var(--doubt) }
.inside { padding: .7rem 1rem }
.inside > * + * { margin-top: .6rem }
.inside ul { margin: 0; padding-left: 1.2rem } .inside li + li { margin-top: .25rem }
h3 { font-size: .9rem; margin: 1rem 0 .25rem; color: var(--soft) }
.wide:focus-visible { outline: 2px solid var(--focus); outline-offset: -2px }
table.map { border-collapse: separate; border-spacing: 2px; width: auto; margin: 0 }
table.map th { font-size: .75rem; padding: .15rem .4rem; white-space: nowrap; vertical-align: bottom }
table.map tbody th { position: sticky; left: 0; background: var(--card); text-align: right }
table.map td { border: 0; border-radius: .25rem; padding: .15rem .4rem; font-size: .72rem; line-height: 1.3; min-width: 4.5rem; white-space: nowrap }
table.map td b { font-size: .78rem }
.key { display: flex; flex-wrap: wrap; gap: .35rem .5rem; list-style: none; padding: 0 !important; font-size: .8rem }
.key li { border-radius: .25rem; padding: .05rem .5rem; margin: 0 !important }
.l3c { background: var(--l3) } .l2c { background: var(--l2) } .l1c { background: var(--l1) } .uc { background: var(--u) }
.l0ac { background: var(--l0a) } .l0bc { background: var(--l0b) } .l0cc { background: var(--l0c); color: var(--l0c-ink) }
td.none { background: none; color: var(--soft) }
.inside > h3:first-child { margin-top: 0 } .inside > p + p { margin-top: 0 }
.wide table { min-width: 36rem } .wide table.tensors { min-width: 54rem } .wide table.map { min-width: 0 }
table.tensors td:first-child { width: 18rem } th, td.type { white-space: nowrap } td.type { font-size: .8rem }
td code { overflow-wrap: anywhere } td.number, th.number { text-align: right; white-space: nowrap; padding-right: .75rem }
td.level { white-space: nowrap; font-weight: 650 }
@media print {
  body { font-size: 10pt } section { break-inside: auto; border: 0 } .wide { overflow: visible }
  table.map td, .key li { print-color-adjust: exact; -webkit-print-color-adjust: exact }
  table.map { zoom: .7 } tr { break-inside: avoid } header { padding-top: 0 }
}
`
