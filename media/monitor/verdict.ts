// What the monitor panel says first: what goes on, else what is wrong with the endpoint and how many alerts are open, else how well it is.
import { html, nothing } from 'lit';
import { counted } from '../../src/protocol/figures';
import type { MonitorState, ServiceAnswer } from '../../src/protocol/monitor';
import { ring } from '../parts/ring';
import { severityIcon } from '../parts/severity';
import { wellText } from './wellText';

/** `service`: what the endpoint says; undefined while nobody knows. */
export function verdict(shown: MonitorState, service: ServiceAnswer | undefined) {
  const { alerts, windows, working } = shown;
  if (working) return html`<span class="row sentence">${ring('small')}${working}</span>`;
  const open = alerts.filter(({ resolved }) => !resolved);
  const isDown = service?.kind === 'unreachable';
  const isBad = isDown || open.some(({ opened }) => opened.severity === 'error');
  const isStopped = service?.kind === 'stopped';
  const told = [
    ...(isStopped ? ['Endpoint is stopped'] : []),
    ...(isDown ? ['Endpoint does not answer'] : []),
    ...(open.length > 0 ? [counted(open.length, 'open alert')] : []),
  ].join(', ');
  if (told !== '')
    return html`<span class="row sentence"
      >${severityIcon(isBad ? 'error' : open.length > 0 ? 'warning' : 'info')}${told}</span
    >`;
  if (windows.length === 0) return nothing;
  const { severity, text } = wellText(shown);
  return html`<span class="row sentence">${severityIcon(severity)}${text}</span>`;
}
