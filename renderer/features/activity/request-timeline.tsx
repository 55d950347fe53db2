import { Check, Flag, Hourglass, Inbox, type LucideIcon, PencilOff, Send, ShieldX, TriangleAlert } from 'lucide-react';
import type { RequestEntry } from '../../../shared/model/activity-line';
import { plainName } from '../../../shared/text/plain-name';
import { formatClock, formatMs } from '../../strings/format';
import { strings } from '../../strings/strings';
import type { Tone } from '../../theme/theme';
import classes from './line-detail.module.css';

const { activity, approvals } = strings;
const { detail } = activity;

interface Step {
  readonly icon: LucideIcon;
  readonly tone: Tone;
  readonly title: string;
  readonly details: readonly string[];
  readonly took: string;
}

const LOOKS: Readonly<Record<RequestEntry['judgements'][number]['action'], readonly [LucideIcon, Tone]>> = {
  allow: [Check, 'neutral'],
  flag: [Flag, 'warn'],
  redact: [PencilOff, 'info'],
  ask: [Hourglass, 'held'],
  block: [ShieldX, 'danger'],
  'failed-closed': [ShieldX, 'danger'],
  'failed-open': [TriangleAlert, 'warn'],
};

const PHASES = ['server', 'listing', 'input', 'output'];

/** The way of a request through the stages: who judged, who was asked, and where it ended. */
export function RequestTimeline({ line }: { readonly line: RequestEntry }) {
  return (
    <section>
      <h4>{detail.timeline}</h4>
      <ol className={classes['timeline']}>
        {stepsOf(line).map(({ icon: Icon, tone, title, details, took }, index) => (
          <li key={index} data-tone={tone}>
            <Icon size={15} strokeWidth={1.75} aria-hidden />
            <div>
              {title}
              {details.map((text) => (
                <small key={text}>{text}</small>
              ))}
            </div>
            <span className={classes['took']}>{took}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function stepsOf(line: RequestEntry): readonly Step[] {
  const judged = (phases: readonly string[]): readonly Step[] =>
    line.judgements.filter(({ phase }) => phases.includes(phase)).map(judgement);
  const asked = (direction: string): readonly Step[] =>
    (line.approvals ?? []).filter((approval) => approval.direction === direction).map(approvalStep);
  const isGood = line.outcome === 'ok';
  return [
    {
      icon: Inbox,
      tone: 'neutral',
      title: detail.received,
      details: [`${line.method} · ${line.transport}`],
      took: formatClock(line.at),
    },
    ...judged(PHASES.slice(0, 3)),
    ...asked('request'),
    ...judged(PHASES.slice(3)),
    ...asked('response'),
    {
      icon: isGood ? Send : TriangleAlert,
      tone: isGood ? 'neutral' : 'warn',
      title: strings.states.outcome[line.outcome],
      details: [detail.answered(line.stage), ...(line.error === undefined ? [] : [line.error])],
      took: formatMs(line.ms),
    },
  ];
}

function judgement({
  guardrail,
  phase,
  action,
  rules,
  findings = [],
  failure,
  monitored,
  ms,
}: RequestEntry['judgements'][number]): Step {
  const [icon, tone] = LOOKS[action];
  const places = findings.map(
    ({ rule, at }) => `${plainName(rule)}${at === undefined ? '' : ` ${detail.at} ${plainName(at)}`}`,
  );
  const found = places.length > 0 ? places : rules.map(plainName);
  return {
    icon,
    tone,
    title: `${detail.phases[phase]}: ${plainName(guardrail)} – ${detail.action[action]}`,
    details: [
      ...new Set(found),
      ...(failure === undefined ? [] : [failure]),
      ...(monitored === true ? [detail.monitored] : []),
    ],
    took: formatMs(ms),
  };
}

function approvalStep({ outcome, by, waitedMs, note }: NonNullable<RequestEntry['approvals']>[number]): Step {
  const [kind = ''] = outcome.split(':');
  const name = kind in approvals.outcome ? approvals.outcome[kind as keyof typeof approvals.outcome] : kind;
  return {
    icon: Hourglass,
    tone: 'held',
    title: `${detail.held(formatMs(waitedMs))}: ${name}`,
    details: [
      ...(by === undefined ? [] : [detail.by(plainName(by))]),
      ...(note === undefined ? [] : [plainName(note)]),
    ],
    took: '',
  };
}
