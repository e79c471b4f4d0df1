import type { Evidence } from '../../model/finding.ts'
import { formatBytes } from '../../text/sizes.ts'
import type { Echo, Fold, Group } from '../grouping.ts'
import { place, placeInside } from '../place.ts'
import type { ReportOptions } from '../reporter.ts'
import { html, joined, type Markup } from './markup.ts'

export function groupArticle({ path, artifact, folds, echoes }: Group, options: ReportOptions): Markup {
  const about =
    artifact &&
    html`<p class="about">
      ${artifact.format},
      ${formatBytes(artifact.size)}${artifact.digest !== undefined && html`, <code>${artifact.digest}</code>`}
    </p>`
  return html`<article>
    <div class="top">
      <h2><code>${path}</code></h2>
      ${about}
    </div>
    <ul class="findings">
      ${joined([...echoes.map(echoItem), ...folds.map((fold) => foldItem(fold, options))])}
    </ul>
  </article>`
}

function echoItem({ finding: { severity, message }, toldOf }: Echo): Markup {
  return html`<li class="${severity}" data-severity="${severity}">
    <span class="tag">${severity.toUpperCase()}</span>
    <div>
      <p class="message">${message}</p>
      <p class="evidence">as in <code>${toldOf}</code></p>
    </div>
  </li>`
}

function foldItem({ finding, again, alsoIn }: Fold, { rules }: ReportOptions): Markup {
  const { rule, severity, confidence, message, evidence, remedy, fingerprint } = finding
  const about = rules.get(rule)
  const more = again.length > 0 && html` (+ ${again.length} more in this file)`
  return html`<li class="${severity}" data-severity="${severity}">
    <span class="tag">${severity.toUpperCase()}</span>
    <div>
      <p class="message">${message}</p>
      <p class="evidence">${evidenceText(evidence[0])}${more}</p>
      ${alsoIn.length > 0 && alsoDetails(alsoIn)}
      <p class="remedy">${remedy}</p>
      <details>
        <summary><code>${rule}</code>, ${confidence}</summary>
        ${about && html`<p>${about.description}</p>`}
        ${about !== undefined && about.references.length > 0 && html`<p>See ${about.references.join(', ')}.</p>`}
        <p class="evidence">Fingerprint <code>${fingerprint}</code></p>
        ${joined(evidence.slice(1).map((e) => html`<p class="evidence">${place(e.at)}: ${evidenceText(e)}</p>`))}
        ${joined(again.map((f) => html`<p class="evidence">${evidenceText(f.evidence[0])}</p>`))}
      </details>
    </div>
  </li>`
}

function evidenceText({ at, says, excerpt }: Evidence): Markup {
  const where = placeInside(at)
  return html`${where}${where !== '' && ': '}${excerpt === undefined ? says : html`<code>${excerpt}</code>`}`
}

function alsoDetails(paths: readonly string[]): Markup {
  const [only] = paths
  if (paths.length === 1) return html`<p class="also">also in <code>${only}</code></p>`
  return html`<details class="also">
    <summary>also in ${paths.length} more files</summary>
    ${joined(paths.map((path) => html`<p><code>${path}</code></p>`))}
  </details>`
}
