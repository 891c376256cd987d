// A button may go with what it was good for: what says now how things stand gets its focus, not the page.
import type { ReactiveElement } from 'lit';

/** `heir`: of what has the focus within `part`, asked before each update; undefined where nothing should get it. */
export function handOnFocus(
  part: ReactiveElement,
  heir: (focused: Element) => HTMLElement | null | undefined,
): void {
  const focused = () => part.shadowRoot?.activeElement;
  let next: HTMLElement | null | undefined;
  part.addController({
    hostUpdate: () => {
      const before = focused();
      next = before && heir(before);
    },
    hostUpdated: () => {
      if (!focused()) next?.focus();
    },
  });
}
