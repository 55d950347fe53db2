import type { Report, VerdictAction, DetectedFinding } from '../../../shared/model/verdict';
import type { Phase } from '../ports/guardrail';
import { actionFor, type EffectivePolicy } from './effective-policy';
import { harder } from './merge-verdicts';

/** What the policy makes of a report. */
export interface Decided {
  readonly action: VerdictAction;
  /** Those that the policy does something about. */
  readonly findings: readonly DetectedFinding[];
  /** Those of them that brought the action about. */
  readonly decisive: readonly DetectedFinding[];
  /** Those of them that are to be replaced. */
  readonly toReplace: readonly DetectedFinding[];
}

/**
 * Asks the policy about every finding; the hardest answer is the answer. Rules that a person has forgiven this once do not
 * block.
 */
export function decide(
  report: Report,
  policy: EffectivePolicy,
  { phase, forgiven }: { readonly phase: Phase; readonly forgiven?: ReadonlySet<string> | undefined },
): Decided {
  let action: VerdictAction = 'allow';
  const spoken: { readonly finding: DetectedFinding; readonly action: VerdictAction }[] = [];
  const toReplace: DetectedFinding[] = [];
  for (const finding of report.findings) {
    const said = actionFor(policy, finding, phase);
    if (said === 'off') continue;
    const wanted = said === 'block' && forgiven?.has(finding.rule) === true ? 'flag' : said;
    if (wanted === 'redact' && isReplaceable(finding)) toReplace.push(finding);
    // What should be replaced and cannot be must not pass as it is.
    const done = wanted === 'redact' && !isReplaceable(finding) ? 'block' : wanted;
    spoken.push({ finding, action: done });
    action = harder(action, done);
  }
  const findings = withoutTellingNames(spoken.map(({ finding }) => finding));
  const decisive = findings.filter((_, index) => spoken[index]?.action === action);
  return { action, findings, decisive, toReplace };
}

function isReplaceable({ at, start, isKey }: DetectedFinding): boolean {
  return at !== undefined && start !== undefined && isKey !== true;
}

/** A pointer through a member whose name holds what was found would repeat it, so it ends at the object that has it. */
function withoutTellingNames(findings: readonly DetectedFinding[]): readonly DetectedFinding[] {
  const telling = findings.flatMap(({ isKey, at }) => (isKey === true && at !== undefined ? [at] : []));
  if (telling.length === 0) return findings;
  return findings.map((finding) => {
    const { at } = finding;
    if (at === undefined) return finding;
    const through = telling
      .filter((name) => at === name || at.startsWith(`${name}/`))
      .sort((a, b) => a.length - b.length);
    const [first] = through;
    if (first === undefined) return finding;
    const { start, end, ...rest } = finding;
    return { ...rest, at: first.slice(0, first.lastIndexOf('/')) };
  });
}
