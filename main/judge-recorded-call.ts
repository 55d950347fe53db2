import { PHASES } from '../shared/config/policy';
import type { JudgementRecord } from '../shared/model/activity';
import type { CapturedCall, RequestEntry } from '../shared/model/activity-line';
import { SEVERITIES } from '../shared/model/detectors';
import { isJsonObject } from '../shared/model/json-rpc';
import type { DetectedFinding, VerdictAction } from '../shared/model/verdict';
import { ARGUMENT_RULES } from './gateway/argument-rules/argument-rule-judge';
import type { Decision } from './gateway/guardrails/effective-policy';
import { harder } from './gateway/guardrails/merge-verdicts';
import type { Place } from './gateway/guardrails/policies';
import type { Phase } from './gateway/ports/guardrail';
import type { Inspector, PolicyExplanation } from './inspector';

export interface ReplayJudgement {
  readonly was: VerdictAction;
  readonly wouldBe: VerdictAction;
  readonly because: readonly string[];
  /** False: the new policy asks for what nobody looked for then, and what was said is not known any more. */
  readonly isCertain: boolean;
}

export interface ReplayJudgeNeeds {
  /** Stands for the policy that was in force then. */
  readonly before: Inspector;
  readonly after: Inspector;
  readonly configIdOf: (projectId: string) => string;
}

type ToolPlace = Place & { readonly tool: string };

/** Judges recorded calls by another policy: what was kept of them anew, and the rest by what was found then. */
export function createReplayJudge({ before, after, configIdOf }: ReplayJudgeNeeds) {
  const widened = new Map<string, ReadonlySet<Phase | 'rules'>>();

  /** Where the new policy looks at more than the old one did. */
  function wideningAt(place: ToolPlace): ReadonlySet<Phase | 'rules'> {
    const key = JSON.stringify(place);
    const known = widened.get(key) ?? widening(before.explain(place), after.explain(place));
    widened.set(key, known);
    return known;
  }

  return async (line: RequestEntry, content: CapturedCall | undefined): Promise<ReplayJudgement> => {
    const { projectId = '', server = '', name = '' } = line;
    const place = { projectId, configId: configIdOf(projectId), server, tool: name };
    const because: string[] = [];
    let [was, wouldBe]: VerdictAction[] = ['allow', 'allow'] as const;
    for (const judgement of line.judgements) {
      const then = actionThen(judgement);
      was = harder(was!, then);
      // Put to the arguments themselves below.
      if (judgement.guardrail === ARGUMENT_RULES && isJsonObject(content?.arguments)) continue;
      const now = actionNow(judgement, then, (phase, findings) => after.decide(place, phase, findings));
      if (now.action !== 'allow') because.push(...now.because);
      if (now.action === 'allow' && then !== 'allow')
        because.push(...judgement.rules.map((rule) => `no more: ${rule}`));
      wouldBe = harder(wouldBe!, now.action);
    }
    const anew = content === undefined ? undefined : await judgeContent(content, place, after);
    if (anew !== undefined) {
      wouldBe = harder(wouldBe!, anew.action);
      because.push(...anew.because);
    }
    const isCertain = [...wideningAt(place)].every((where) => anew?.looked.has(where) ?? false);
    return { was: was!, wouldBe: wouldBe!, because: [...new Set(because)], isCertain };
  };
}

function actionThen({ action, monitored }: JudgementRecord): VerdictAction {
  const done = action === 'failed-closed' ? 'block' : action === 'failed-open' ? 'flag' : action;
  return monitored === true && done !== 'allow' ? 'flag' : done;
}

interface Judged {
  readonly action: VerdictAction;
  readonly because: readonly string[];
}

/** Verdicts of guardrails that decide by themselves, and failures to judge, are no policy’s business. */
function actionNow(
  { phase, findings = [] }: JudgementRecord,
  then: VerdictAction,
  decide: (phase: Phase, findings: readonly DetectedFinding[]) => ReturnType<Inspector['decide']>,
): Judged {
  const detected = findings.flatMap((finding): DetectedFinding[] => {
    const { detector, score = 1 } = finding;
    return detector === undefined ? [] : [{ ...finding, detector, score, message: '' }];
  });
  if (detected.length === 0) return { action: then, because: findings.map(({ rule }) => rule) };
  const { action, decisive } = decide(phase, detected);
  return { action, because: decisive.map(({ detector, rule }) => `${detector}: ${rule}`) };
}

async function judgeContent(content: CapturedCall, place: ToolPlace, inspector: Inspector) {
  const looked = new Set<Phase | 'rules'>();
  const because: string[] = [];
  let action: VerdictAction = 'allow';
  const judge = async (phase: 'input' | 'output', part: unknown) => {
    const judgement = await inspector.judge(place, { phase, method: 'tools/call', name: place.tool, content: part });
    looked.add(phase);
    action = harder(action, judgement.action);
    because.push(
      ...judgement.findings.map(({ detector, rule }) => (detector === undefined ? rule : `${detector}: ${rule}`)),
    );
  };
  const { arguments: args = {}, result, leftOut = [] } = content;
  if (!leftOut.includes('arguments')) {
    await judge('input', { name: place.tool, arguments: args });
    if (isJsonObject(args)) {
      const ruled = await inspector.judgeArguments(place, args);
      const isOnlySeen = inspector.explain(place).mode === 'monitor' && ruled.action !== 'allow';
      looked.add('rules');
      action = harder(action, isOnlySeen ? 'flag' : ruled.action);
      because.push(...ruled.objections.map(({ rule }) => `rule ${rule.id}`));
    }
  }
  if (result !== undefined) await judge('output', result);
  return { action: action as VerdictAction, because, looked };
}

/** A definition is judged again whenever it is used, so only what calls themselves say can be missed. */
const CALL_PHASES = PHASES.filter((phase) => phase === 'input' || phase === 'output');

function widening(before: PolicyExplanation, after: PolicyExplanation): ReadonlySet<Phase | 'rules'> {
  const wider = new Set<Phase | 'rules'>();
  for (const phase of CALL_PHASES) {
    for (const { detector, decisions, guardrails } of after.detectors) {
      const then = before.detectors.find((one) => one.detector === detector)?.decisions[phase];
      if (guardrails.length > 0 && (then === undefined || looksAtMore(decisions[phase], then))) wider.add(phase);
    }
  }
  if (JSON.stringify(before.argumentRules) !== JSON.stringify(after.argumentRules)) wider.add('rules');
  return wider;
}

function looksAtMore(now: Decision, then: Decision): boolean {
  if (now.action === 'off') return false;
  if (then.action === 'off' || now.threshold < then.threshold) return true;
  return SEVERITIES.indexOf(now.severity) < SEVERITIES.indexOf(then.severity);
}
