import type { JsonObject } from '../../../shared/model/json-rpc';
import type { Runtime } from '../runtime';
import type { Trail } from '../trail';
import { judgeContent } from './judge-content';
import type { Judgement } from './run-guardrails';
import type { Panel } from './select-guardrails';

export interface DefinitionQuestion {
  /** Of the phase `listing` or `server`. */
  readonly panel: Panel;
  readonly method: string;
  readonly name: string;
  readonly definition: JsonObject;
  /** Of the request that meets it; the first one sees it judged. */
  readonly trail?: Pick<Trail, 'opens'>;
}

/**
 * Judges what servers offer, once per definition and policy: the same object always gets the same judgement, so that a
 * listing and a later call cannot disagree.
 */
export interface DefinitionJudge {
  /** `undefined` when no guardrail looks at this server in this phase: the common case costs nothing. */
  judge(question: DefinitionQuestion): Promise<Judgement> | undefined;
}

export function createDefinitionJudge(
  needs: Pick<Runtime, 'timeouts' | 'clock'> & Partial<Pick<Runtime, 'opinions'>>,
): DefinitionJudge {
  const judged = new WeakMap<JsonObject, Map<Panel, Promise<Judgement>>>();
  return {
    judge({ panel, method, name, definition, trail }) {
      if (panel.guardrails.length === 0) return undefined;
      const known = judged.get(definition) ?? new Map<Panel, Promise<Judgement>>();
      judged.set(definition, known);
      const before = known.get(panel);
      if (before !== undefined) return before;
      const judging = judgeContent(
        // Shared by every request that meets this definition, so no single request may cancel it.
        {
          panel,
          method,
          name,
          content: definition,
          signal: new AbortController().signal,
          ...(trail === undefined ? {} : { trail }),
        },
        needs,
      );
      known.set(panel, judging);
      // A guardrail that could not judge gets another chance next time, also where its failure lets things pass.
      judging.then(
        ({ records }) => {
          const hasFailed = records.some(({ action }) => action === 'failed-closed' || action === 'failed-open');
          if (hasFailed) known.delete(panel);
        },
        () => known.delete(panel),
      );
      return judging;
    },
  };
}
