// The list of all kinds of panels.
import { dataPanel } from './dataPanel';
import type { PanelWindow } from './kind';
import { monitorPanel } from './monitorPanel';

export const panelKinds = (window: PanelWindow) => [dataPanel(window), monitorPanel(window)] as const;

/** What some panel is about. */
export type PanelTarget = NonNullable<ReturnType<ReturnType<typeof panelKinds>[number]['targetOf']>>;
