// A cell kept in sight by moving the box that scrolls it, and nothing around that box.
import { wayInto } from './wayInto';

/** Moves `box` no further than it takes until `cell` stands within its scroll padding. */
export function keepInSight(box: HTMLElement, cell: HTMLElement): void {
  const style = getComputedStyle(box);
  const [outer, inner] = [box.getBoundingClientRect(), cell.getBoundingClientRect()];
  box.scrollBy(
    wayInto(inner.left - outer.left, inner.width, {
      from: parseFloat(style.scrollPaddingLeft),
      to: box.clientWidth - parseFloat(style.scrollPaddingRight),
    }),
    wayInto(inner.top - outer.top, inner.height, {
      from: parseFloat(style.scrollPaddingTop),
      to: box.clientHeight - parseFloat(style.scrollPaddingBottom),
    }),
  );
}
