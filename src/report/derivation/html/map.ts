import { html, joined, type Markup } from '../../html/markup.ts'
import { figure, percent } from '../figures.ts'
import { heatMap, type Cell } from '../heat-map.ts'
import type { TensorResult } from '../../../lineage/verdict/derivation.ts'
import { plural } from '../../../text/sizes.ts'
import { shortened } from '../../../text/visible.ts'

const NAMED = 6

/** Layers by kinds of tensors. Every colour is written out as well. */
export function mapSection(tensors: readonly TensorResult[]): Markup {
  const { columns, layers, outside } = heatMap(tensors)
  const rows = layers.map(
    ({ layer, cells }) =>
      html`<tr>
        <th scope="row">${layer}</th>
        ${joined(cells.map(cellOf))}
      </tr>`,
  )
  return html`<section>
    <div class="top">
      <h2>Layer by layer</h2>
      <p class="about">
        level and share of differing codes; below it z, the strength of a common direction in the rounding
        errors
      </p>
    </div>
    <div class="inside">
      ${key()}
      ${
        layers.length > 0 &&
        html`<div class="wide" tabindex="0" role="region" aria-label="Layers by kinds of tensors">
          <table class="map">
            <thead>
              <tr>
                <th scope="col">layer</th>
                ${joined(columns.map((c) => html`<th scope="col">${shortened(c, 28)}</th>`))}
              </tr>
            </thead>
            <tbody>
              ${joined(rows)}
            </tbody>
          </table>
        </div>`
      }
      ${
        outside.length > 0 &&
        html`<h3>Outside of the layers</h3>
          <div class="wide" tabindex="0" role="region" aria-label="Tensors outside of the layers">
            <table class="map">
              <thead>
                <tr>
                  ${joined(outside.map(({ name }) => html`<th scope="col">${shortened(name, 40)}</th>`))}
                </tr>
              </thead>
              <tbody>
                <tr>
                  ${joined(outside.map(({ cell }) => cellOf(cell)))}
                </tr>
              </tbody>
            </table>
          </div>`
      }
    </div>
  </section>`
}

function cellOf(cell: Cell | undefined): Markup {
  if (!cell) return html`<td class="none">-</td>`
  const { verdict, mismatches, compared, z } = cell
  const rate = compared > 0 ? percent(mismatches / compared) : ''
  return html`<td class="${colourOf(cell)}" title="${tooltip(cell)}">
    <b>${verdict}</b
    >${verdict === 'L3' && mismatches === 0 ? '' : ` ${rate}`}${z !== null && html`<br />z ${figure(z)}`}
  </td>`
}

/** The more codes differ, the stronger. */
function colourOf({ verdict, mismatches, compared }: Cell): string {
  switch (verdict) {
    case 'L3':
      return 'l3c'
    case 'L2':
      return 'l2c'
    case 'L1':
      return 'l1c'
    case 'U':
    case 'extra':
    case 'missing':
      return 'uc'
    default: {
      const rate = compared > 0 ? mismatches / compared : 0
      return rate < 0.001 ? 'l0ac' : rate < 0.05 ? 'l0bc' : 'l0cc'
    }
  }
}

function tooltip({ tensors, mismatches, compared, z }: Cell): string {
  const [only] = tensors
  const names = tensors.slice(0, NAMED).map((t) => `${t.name} (${t.type})`)
  const more = tensors.length > NAMED ? ` + ${tensors.length - NAMED} more` : ''
  return [
    `${names.join(', ')}${more}`,
    `${mismatches.toLocaleString('en-US')} of ${plural(compared, 'code')} differ`,
    ...(z === null ? [] : [`z ${figure(z)}`]),
    ...(tensors.length === 1 && only && only.from.length > 0
      ? [`from ${only.from.slice(0, NAMED).join(', ')}`]
      : []),
  ].join('; ')
}

function key(): Markup {
  return html`<ul class="key" aria-label="Colours">
    <li class="l3c">L3 byte-exact</li>
    <li class="l2c">L2 codes proven</li>
    <li class="l1c">L1 consistent</li>
    <li class="uc">U not comparable</li>
    <li class="l0ac">L0 under 0.1 % differ</li>
    <li class="l0bc">L0 under 5 %</li>
    <li class="l0cc">L0 5 % and more</li>
  </ul>`
}
