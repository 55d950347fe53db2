import { someString } from '../../../shared/json/map-strings';
import type { PlaceholderBook, ValueWay } from '../placeholders/placeholder-book';
import { placeholderLabel } from '../placeholders/placeholder-text';
import type { Inspection } from '../ports/guardrail';
import type { Runtime } from '../runtime';
import type { Trail } from '../trail';
import type { Replacement } from './replace-findings';
import { runGuardrails, type Judgement } from './run-guardrails';
import type { Panel } from './select-guardrails';

export interface ContentQuestion {
  readonly panel: Panel;
  readonly method: string;
  /** Tool, prompt or resource. */
  readonly name?: string | undefined;
  readonly content: unknown;
  /** The parameters that a result answers. */
  readonly request?: unknown;
  /** Where values that are replaced are kept; absent: they are replaced for good. */
  readonly book?: PlaceholderBook;
  /** Rules whose objection a person has overruled for this content. */
  readonly forgiven?: ReadonlySet<string> | undefined;
  readonly signal: AbortSignal;
  /** Of the request that it belongs to. */
  readonly trail?: Pick<Trail, 'opens'>;
}

/** Puts content to a panel. */
export function judgeContent(
  { panel, method, name, content, request, book, forgiven, signal, trail }: ContentQuestion,
  needs: Pick<Runtime, 'timeouts' | 'clock'> & Partial<Pick<Runtime, 'metrics' | 'opinions'>>,
): Promise<Judgement> {
  const { timeouts, clock, metrics, opinions } = needs;
  const { phase, server } = panel;
  const inspection: Inspection = {
    phase,
    server,
    method,
    ...(name === undefined ? {} : { name }),
    content,
    ...(request === undefined ? {} : { request }),
  };
  const count = (entity: string, times: number): void => {
    if (panel.policy.mode === 'monitor') return;
    metrics?.add('enkrypt_pii_redactions_total', [entity, phase, server], times);
  };
  const way: ValueWay = phase === 'input' ? 'to-server' : 'from-server';
  const replace = ({ rule, value }: Replacement, before: unknown): string => {
    const label = placeholderLabel(rule);
    count(label, 1);
    const isTaken = (placeholder: string) => someString(before, (text) => text.includes(placeholder));
    return book?.placeholderFor(value, { label, server, way, isTaken }) ?? `[${label}]`;
  };
  const onEdits = (edits: number): void => count('EDIT', edits);
  return runGuardrails({ panel, inspection, replace, onEdits, forgiven, signal, timeouts, opinions, clock, trail });
}
