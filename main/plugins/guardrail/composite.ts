import { z } from 'zod';
import type { DetectorName } from '../../../shared/model/detectors';
import { detectorFacts } from '../../../shared/model/detectors';
import type { DetectedFinding } from '../../../shared/model/verdict';
import type { Guardrail, Inspection, Phase } from '../../gateway/ports/guardrail';
import { GatewayError } from '../../../shared/errors/gateway-error';
import { definePlugin } from '../../gateway/ports/plugin';

const Member = z.strictObject({
  use: z.string().min(1),
  options: z.unknown().optional(),
  /** For `weighted`. */
  weight: z.number().positive().max(1_000).default(1),
});

const Options = z.strictObject({
  /**
   * `any`: what one member finds is found. `all`: only what every member that looks for it finds. `weighted`: what the
   * members together find, each with its weight.
   */
  logic: z.enum(['any', 'all', 'weighted']),
  /** For `weighted`: the least mean score. */
  threshold: z.number().min(0).max(1).default(0.5),
  guardrails: z.array(Member).min(2).max(10),
});

/** Several guardrails as one. What one of them cannot judge, none of them has judged. */
export const composite = definePlugin({
  kind: 'guardrail',
  name: 'composite',
  title: 'Several guardrails as one',
  options: Options,
  async create({ logic, threshold, guardrails }, { create }) {
    const members: CompositeMember[] = [];
    for (const { use, options, weight } of guardrails) {
      const guardrail = await create('guardrail', { use, options });
      const { detectors } = guardrail;
      if (detectors === undefined) {
        throw new GatewayError(
          'config_invalid',
          `"${use}" gives verdicts of its own and cannot be part of a composite guardrail`,
        );
      }
      members.push({ name: use, guardrail, detectors, weight });
    }
    const combine = { any: judgeAny, all: judgeAll, weighted: judgeWeighted(threshold) }[logic];
    return {
      ...(members.some(({ guardrail }) => guardrail.asksOthers === true) ? { asksOthers: true } : {}),
      phases: new Set(members.flatMap(({ guardrail }) => [...guardrail.phases])),
      detectors: new Set(members.flatMap(({ detectors }) => [...detectors])),
      inspect: async (inspection, signal) => ({
        action: 'report',
        findings: await combine(members, inspection, signal),
      }),
    };
  },
});

interface CompositeMember {
  readonly name: string;
  readonly guardrail: Guardrail;
  readonly detectors: ReadonlySet<DetectorName>;
  readonly weight: number;
}

type Combine = (
  members: readonly CompositeMember[],
  inspection: Inspection,
  signal: AbortSignal,
) => Promise<readonly DetectedFinding[]>;

/** What a member can look for in this phase, of what is wanted. */
function duties(
  { guardrail, detectors }: CompositeMember,
  phase: Phase,
  wanted: ReadonlySet<DetectorName> | undefined,
) {
  if (!guardrail.phases.has(phase)) return new Set<DetectorName>();
  return new Set([...detectors].filter((name) => wanted?.has(name) ?? true));
}

async function ask(
  member: CompositeMember,
  wanted: ReadonlySet<DetectorName>,
  [inspection, signal]: readonly [Inspection, AbortSignal],
): Promise<readonly DetectedFinding[]> {
  if (wanted.size === 0) return [];
  const span = inspection.span?.opens(`guardrail ${member.name}`, 'internal', () => ({
    'guardrail.provider': member.name,
    'guardrail.phase': inspection.phase,
  }));
  try {
    const findings = await report(member, { ...inspection, wanted, span }, signal);
    span?.end({ attributes: { 'guardrail.findings': findings.length } });
    return findings;
  } catch (failure) {
    span?.end({ failure });
    throw failure;
  }
}

async function report(
  { guardrail }: CompositeMember,
  inspection: Inspection,
  signal: AbortSignal,
): Promise<readonly DetectedFinding[]> {
  const opinion = await guardrail.inspect(inspection, signal);
  if (opinion.action === 'allow') return [];
  if (opinion.action === 'report') return opinion.findings;
  throw new GatewayError('guardrail_answer_invalid', 'A member of a composite guardrail did not report');
}

const judgeAny: Combine = async (members, inspection, signal) => {
  const asked = members.map((one) => ask(one, duties(one, inspection.phase, inspection.wanted), [inspection, signal]));
  return (await Promise.all(asked)).flat();
};

/** Members are asked one after another, each only about what all before it found. */
const judgeAll: Combine = async (members, inspection, signal) => {
  const { phase } = inspection;
  let findings: readonly DetectedFinding[] = [];
  let open: ReadonlySet<DetectorName> = new Set(members.flatMap((one) => [...duties(one, phase, inspection.wanted)]));
  for (const member of members) {
    const mine = duties(member, phase, open);
    if (mine.size === 0) continue;
    const found = (await ask(member, mine, [inspection, signal])).filter(isSure);
    const agreed = new Set(found.map(({ detector }) => detector));
    open = new Set([...open].filter((name) => !mine.has(name) || agreed.has(name)));
    findings = [...findings, ...found].filter(({ detector }) => open.has(detector));
    if (open.size === 0) break;
  }
  return findings;
};

const isSure = ({ detector, score }: DetectedFinding): boolean => score >= detectorFacts(detector).threshold;

function judgeWeighted(threshold: number): Combine {
  return async (members, inspection, signal) => {
    const all = members.map((member) => ({ member, mine: duties(member, inspection.phase, inspection.wanted) }));
    const found = await Promise.all(all.map(({ member, mine }) => ask(member, mine, [inspection, signal])));
    const names = new Set(found.flat().map(({ detector }) => detector));
    return [...names].flatMap((name) => {
      const lookers = all.map(({ member, mine }, index) => {
        const scores = (found[index] ?? []).filter(({ detector }) => detector === name).map(({ score }) => score);
        return { weight: mine.has(name) ? member.weight : 0, score: Math.max(0, ...scores) };
      });
      const weights = lookers.reduce((sum, { weight }) => sum + weight, 0);
      const mean = lookers.reduce((sum, { weight, score }) => sum + weight * score, 0) / weights;
      if (!(mean >= threshold)) return [];
      const score = Math.max(mean, detectorFacts(name).threshold);
      return found.flat().flatMap((finding) => (finding.detector === name ? [{ ...finding, score }] : []));
    });
  };
}
