import { outermostPath, type Location, type Range } from '../model/location.ts'
import { visible } from '../text/visible.ts'

/** Where inside the file on disk: `archive/data.pkl byte 12`, `line 3`, or nothing for the file as a whole. */
export function placeInside({ path, range }: Location): string {
  const member = path.slice(outermostPath(path).length + 1)
  return [visible(member), range && rangeText(range)].filter(Boolean).join(' ')
}

/** The whole path with its range. */
export function place({ path, range }: Location): string {
  return [visible(path), range && rangeText(range)].filter(Boolean).join(' ')
}

function rangeText({ unit, start, end }: Range): string {
  const last = unit === 'byte' ? end - 1 : end
  return last > start ? `${unit}s ${start}-${last}` : `${unit} ${start}`
}
