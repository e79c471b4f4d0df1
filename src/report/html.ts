import { createHash } from 'node:crypto'
import type { Artifact } from '../model/component.ts'
import type { Report } from '../model/report.ts'
import { SEVERITIES } from '../model/severity.ts'
import { formatBytes, plural } from '../text/sizes.ts'
import { foldGaps, groupFindings } from './grouping.ts'
import { groupArticle } from './html/findings.ts'
import { html as markup, joined, listing, trusted, type Markup } from './html/markup.ts'
import { SCRIPT } from './html/script.ts'
import { STYLE } from './html/style.ts'
import { place } from './place.ts'
import type { ReportOptions } from './reporter.ts'
import { countsLine, verdict } from './summary.ts'

/** Nothing but this very style and script may run or load: scanned text that slipped through stays text. */
const POLICY = `default-src 'none'; style-src ${hashOf(STYLE)}; script-src ${hashOf(SCRIPT)}; base-uri 'none'; form-action 'none'`

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}

/** One page in one file that needs nothing else. */
export function html(report: Report, options: ReportOptions): string {
  const { decision, findings, waived, gaps, notes, code, artifacts, tool } = report
  const body = joined([
    markup`<header>
<h1>Assay report</h1>
<p class="verdict ${decision.outcome}">${verdict(decision.outcome)}</p>
<p class="because">${decision.because.join(', ')}</p>
<p class="counts">${countsLine(report)}</p>
</header>`,
    findings.length > 0 ? filterForm(report) : trusted(''),
    markup`<main>
${joined(groupFindings(report).map((group) => groupArticle(group, options)))}
${gaps.length > 0 && gapSection(report)}
${notes.length > 0 && noteSection(notes)}
${joined((code ?? []).map(({ path, source }) => markup`<section><div class="top"><h2>What <code>${path}</code> would run</h2></div><pre tabindex="0">${listing(source)}</pre></section>`))}
${waived.length > 0 && waivedSection(report)}
${artifacts.length > 0 && artifactSection(artifacts)}
</main>
<footer><p>Assay ${tool.version}, rules <code>${tool.rules}</code></p></footer>`,
  ])
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Assay: ${verdict(decision.outcome)}</title>
<style>${STYLE}</style>
</head>
<body>
${body.markup}
<script>${SCRIPT}</script>
</body>
</html>
`
}

function filterForm({ findings }: Report): Markup {
  const picks = SEVERITIES.flatMap((severity) => {
    const n = findings.filter((f) => f.severity === severity).length
    if (n === 0) return []
    return [
      markup`<label class="pick"><input type="checkbox" value="${severity}" checked> ${severity} ${n}</label>`,
    ]
  })
  return markup`<form hidden role="search" aria-label="Filter findings">
<fieldset>${joined(picks)}</fieldset>
<input type="search" aria-label="Search in findings" placeholder="Search file, rule or text">
<output aria-live="polite"></output>
</form>`
}

function gapSection({ gaps }: Report): Markup {
  const items = foldGaps(gaps).map(
    ({ gap, alsoAt }) => markup`<li class="medium"><span class="tag">${gap.reason.toUpperCase()}</span><div>
<p class="message"><code>${place(gap.at)}</code></p>
<p class="evidence">${gap.detail}</p>
${joined(alsoAt.map((g) => markup`<p class="evidence"><code>${place(g.at)}</code></p>`))}
</div></li>`,
  )
  return markup`<section><div class="top"><h2>Could not be read: ${plural(gaps.length, 'place')}</h2></div><ul class="plain">${joined(items)}</ul></section>`
}

function noteSection(notes: readonly string[]): Markup {
  const items = notes.map((note) => markup`<li><span class="tag">NOTE</span><p>${note}</p></li>`)
  return markup`<section><div class="top"><h2>Notes</h2></div><ul class="plain">${joined(items)}</ul></section>`
}

function waivedSection({ waived }: Report): Markup {
  const items = waived.map(
    ({
      finding,
      waiver,
    }) => markup`<li class="info"><span class="tag">${finding.severity.toUpperCase()}</span><div>
<p class="message">${finding.message}</p>
<p class="evidence"><code>${place(finding.at)}</code>, <code>${finding.rule}</code></p>
<p>${waiver.reason} (${waiver.owner}, until ${waiver.expires})</p>
</div></li>`,
  )
  return markup`<section><details><summary>Waived: ${plural(waived.length, 'finding')}</summary><ul class="plain">${joined(items)}</ul></details></section>`
}

function artifactSection(artifacts: readonly Artifact[]): Markup {
  const rows = artifacts.map(
    ({ path, format, size, digest }) =>
      markup`<tr><td><code>${path}</code></td><td>${format}</td><td class="number">${formatBytes(size)}</td><td>${digest !== undefined && markup`<code>${digest}</code>`}</td></tr>`,
  )
  return markup`<section><details><summary>Everything that was read: ${plural(artifacts.length, 'artifact')}</summary><div class="wide" tabindex="0">
<table><thead><tr><th scope="col">Path</th><th scope="col">Format</th><th scope="col">Size</th><th scope="col">Digest</th></tr></thead><tbody>
${joined(rows)}
</tbody></table></div></details></section>`
}
