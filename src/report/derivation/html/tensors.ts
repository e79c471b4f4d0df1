import type { TensorResult } from '../../../lineage/verdict/derivation.ts'
import { html, joined, type Markup } from '../../html/markup.ts'
import { count, figure, mismatchRate, percent, rowRanges } from '../figures.ts'

const RANGES = 12

/** What deviates, where, and what is said of it. */
export function deviatingTable(tensors: readonly TensorResult[]): Markup {
  const rows = tensors.map((t) => {
    const where = rowRanges(t, RANGES)
    return html`<tr>
      <td><code>${t.name}</code>${joined(t.says.map((s) => html`<br />${s}`))}</td>
      <td class="type">${t.type}</td>
      <td class="number">${count(t.mismatches)}</td>
      <td class="number">${percent(mismatchRate(t))}</td>
      <td class="number">${figure(t.z)}</td>
      <td class="number">${t.relativeError === null ? '-' : percent(t.relativeError)}</td>
      <td class="number">${t.cosine === null ? '-' : t.cosine.toFixed(4)}</td>
      <td>${where === '' ? '-' : where}</td>
    </tr>`
  })
  return html`<div class="wide" tabindex="0" role="region" aria-label="Deviating tensors">
    <table class="tensors">
      <thead>
        <tr>
          <th scope="col">Tensor</th>
          <th scope="col">Type</th>
          <th scope="col" class="number">Codes</th>
          <th scope="col" class="number">Share</th>
          <th scope="col" class="number">z</th>
          <th scope="col" class="number">Error</th>
          <th scope="col" class="number">Cosine</th>
          <th scope="col">Rows (differing codes)</th>
        </tr>
      </thead>
      <tbody>
        ${joined(rows)}
      </tbody>
    </table>
  </div>`
}

/** Every tensor, folded. */
export function allTensors(tensors: readonly TensorResult[]): Markup {
  const rows = tensors.map(
    (t) =>
      html`<tr>
        <td><code>${t.name}</code></td>
        <td class="level">${t.verdict}</td>
        <td class="type">${t.type}</td>
        <td class="number">${count(t.compared)} of ${count(t.weights)}</td>
        <td class="number">${count(t.mismatches)}</td>
        <td class="number">${figure(t.z)}</td>
        <td>${t.from.length > 0 && html`<code>${t.from.slice(0, RANGES).join(', ')}</code>`}</td>
      </tr>`,
  )
  return html`<section>
    <details>
      <summary>Every tensor: ${tensors.length}</summary>
      <div class="wide" tabindex="0" role="region" aria-label="Every tensor">
        <table class="tensors">
          <thead>
            <tr>
              <th scope="col">Tensor</th>
              <th scope="col">Level</th>
              <th scope="col">Type</th>
              <th scope="col" class="number">Compared</th>
              <th scope="col" class="number">Differ</th>
              <th scope="col" class="number">z</th>
              <th scope="col">From</th>
            </tr>
          </thead>
          <tbody>
            ${joined(rows)}
          </tbody>
        </table>
      </div>
    </details>
  </section>`
}
