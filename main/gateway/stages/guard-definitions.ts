import type { JsonObject } from '../../../shared/model/json-rpc';
import type { Finding, VerdictAction } from '../../../shared/model/verdict';
import { configuredDescription } from '../catalog/configured-description';
import { nameOf } from '../catalog/server-shelf';
import { harder } from '../guardrails/merge-verdicts';
import type { DefinitionQuestion } from '../guardrails/judge-definitions';
import type { Runtime } from '../runtime';
import { panelFor, settingsOf } from './panel-for';
import type { RoutedRequest } from './request-states';
import { catalogOf } from './route';
import { usedDefinition } from './used-definition';

export interface DefinitionOpinion {
  readonly action: VerdictAction;
  readonly findings: readonly Finding[];
}

/** Judges what a request is about: its server, and the tool, prompt or resource it uses. Throws the refusal when one of them is blocked. */
export async function guardDefinitions(
  request: Pick<RoutedRequest, 'route' | 'visitor' | 'client' | 'method' | 'params' | 'trail'>,
  runtime: Runtime,
): Promise<DefinitionOpinion> {
  const { route, method, trail, visitor } = request;
  if (route.kind !== 'server') return NO_OBJECTION;
  const { server } = route;
  const ofServer = panelFor('server', { visitor, server }, runtime);
  const questions: DefinitionQuestion[] = [];
  if (ofServer.guardrails.length > 0) {
    const description = await catalogOf(request, runtime).describe(server);
    questions.push({ panel: ofServer, method, name: server, definition: description as unknown as JsonObject });
    const configured = configuredDescription(server, settingsOf(visitor, server, runtime));
    if (configured !== undefined) questions.push({ panel: ofServer, method, name: server, definition: configured });
  }
  const definition = await usedDefinition(request, runtime);
  if (definition !== undefined) {
    const name = nameOf(definition);
    questions.push({ panel: panelFor('listing', { visitor, server, tool: name }, runtime), method, name, definition });
  }
  let opinion = NO_OBJECTION;
  for (const question of questions) {
    const judgement = await runtime.definitions.judge({ ...question, trail });
    if (judgement === undefined) continue;
    if (judgement.action !== 'allow') trail.judged(judgement.records);
    if (judgement.refusal !== undefined) throw judgement.refusal;
    opinion = {
      action: harder(opinion.action, judgement.action),
      findings: [...opinion.findings, ...judgement.findings],
    };
  }
  return opinion;
}

const NO_OBJECTION: DefinitionOpinion = { action: 'allow', findings: [] };
