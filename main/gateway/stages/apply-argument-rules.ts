import { GatewayError } from '../../../shared/errors/gateway-error';
import { isJsonObject } from '../../../shared/model/json-rpc';
import { ARGUMENT_RULES } from '../argument-rules/argument-rule-judge';
import { rulesFor } from '../argument-rules/effective-rules';
import { needsDisk, type Objection } from '../argument-rules/judge-arguments';
import type { CatalogTool } from '../catalog/catalog-types';
import type { Runtime } from '../runtime';
import { panelFor, settingsOf } from './panel-for';
import type { ClearedRequest, GuardedRequest, RuledRequest } from './request-states';

/** Puts the arguments, as the server will get them, to the rules of the policy. The gateway’s own tools have none. */
export async function applyArgumentRules(guarded: GuardedRequest, runtime: Runtime): Promise<RuledRequest> {
  const { route, visitor, trail, signal } = guarded;
  if (route.kind !== 'server' || route.tool === undefined) return { ...guarded, stage: 'ruled' };
  const { server, name: tool } = route.tool;
  const { policy } = panelFor('input', { visitor, server, tool }, runtime);
  const rules = rulesFor(policy.argumentRules, tool);
  if (rules.length === 0) return { ...guarded, stage: 'ruled' };
  const args = guarded.params['arguments'] ?? {};
  if (!isJsonObject(args)) throw new GatewayError('invalid_params', '"arguments" must be an object', { server, tool });
  const settings = settingsOf(visitor, server, runtime);
  const judgement = await runtime.argumentRules.judge({ rules, args, server, tool, settings, signal });
  const isMonitored = policy.mode === 'monitor';
  trail.judged([isMonitored ? { ...judgement.record, monitored: true } : judgement.record]);
  if (judgement.action === 'block' && !isMonitored) {
    throw refusalOf(
      judgement.objections.filter(({ rule }) => rule.action === 'deny'),
      route.tool,
    );
  }
  return {
    ...guarded,
    stage: 'ruled',
    findings: [...guarded.findings, ...judgement.objections.map(({ finding }) => finding)],
    needsApproval: guarded.needsApproval || (judgement.action === 'ask' && !isMonitored),
  };
}

/** Looks again where a call waited for a person: links may lead elsewhere since then, and nobody was asked about that. */
export async function lookAgain(cleared: ClearedRequest, runtime: Runtime): Promise<ClearedRequest> {
  const { route, visitor, trail, signal, params, clearedBy, prepared, findings } = cleared;
  if (clearedBy === 'policy' || prepared !== undefined || route.kind !== 'server' || route.tool === undefined) {
    return cleared;
  }
  const { server, name: tool } = route.tool;
  const { policy } = panelFor('input', { visitor, server, tool }, runtime);
  const rules = rulesFor(policy.argumentRules, tool);
  const args = params['arguments'] ?? {};
  if (policy.mode === 'monitor' || !needsDisk(rules) || !isJsonObject(args)) return cleared;
  const settings = settingsOf(visitor, server, runtime);
  const judgement = await runtime.argumentRules.judge({ rules, args, server, tool, settings, signal });
  const known = new Set(findings.map(({ rule }) => rule));
  const objections = judgement.objections.filter(({ finding }) => !known.has(finding.rule));
  if (objections.length === 0) return cleared;
  trail.judged([{ ...judgement.record, action: 'block' }]);
  throw refusalOf(objections, route.tool);
}

const MAX_REASONS = 5;

function refusalOf(objections: readonly Objection[], called: CatalogTool): GatewayError {
  const { server, name: tool, shown } = called;
  const name = shown === undefined || shown['name'] === tool ? tool : `${tool} (shown as ${String(shown['name'])})`;
  const findings = objections.map(({ finding }) => finding);
  const reasons = [...new Set(findings.map(({ message }) => message))].slice(0, MAX_REASONS).join('; ');
  return new GatewayError(
    'blocked_by_guardrail',
    `The policy refuses these arguments of ${server} · ${name}: ${reasons}`,
    {
      server,
      tool,
      guardrail: ARGUMENT_RULES,
      phase: 'input',
      findings,
    },
  );
}
