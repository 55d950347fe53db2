import type { JsonObject } from '../../../shared/model/json-rpc';
import type { ServerName } from '../../../shared/model/server';
import type { TimeoutManager } from '../timeouts/timeout-manager';
import { runGuardrails, type Judgement } from './run-guardrails';
import type { GuardrailSelection } from './select-guardrails';

export interface DefinitionQuestion {
  readonly phase: 'listing' | 'server';
  readonly server: ServerName;
  readonly method: string;
  readonly name: string;
  readonly definition: JsonObject;
}

/**
 * Judges what servers offer, once per definition: the same object always gets the same judgement, so that a
 * listing and a later call cannot disagree.
 */
export interface DefinitionJudge {
  /** `undefined` when no guardrail looks at this server in this phase: the common case costs nothing. */
  judge(question: DefinitionQuestion): Promise<Judgement> | undefined;
}

export interface DefinitionJudgeNeeds {
  readonly guardrails: GuardrailSelection;
  readonly timeouts: TimeoutManager;
  readonly clock: () => number;
}

export function createDefinitionJudge(needs: DefinitionJudgeNeeds): DefinitionJudge {
  const judged = new WeakMap<JsonObject, Promise<Judgement>>();
  return {
    judge({ phase, server, method, name, definition }) {
      const guardrails = needs.guardrails(phase, server);
      if (guardrails.length === 0) return undefined;
      const known = judged.get(definition);
      if (known !== undefined) return known;
      const judging = runGuardrails({
        guardrails,
        inspection: { phase, server, method, name, content: definition },
        // Shared by every request that meets this definition, so no single request may cancel it.
        signal: new AbortController().signal,
        timeouts: needs.timeouts,
        clock: needs.clock,
      });
      judged.set(definition, judging);
      // A guardrail that could not judge gets another chance next time, also where its failure lets things pass.
      judging.then(
        ({ records }) => {
          const hasFailed = records.some(({ action }) => action === 'failed-closed' || action === 'failed-open');
          if (hasFailed) judged.delete(definition);
        },
        () => judged.delete(definition),
      );
      return judging;
    },
  };
}
