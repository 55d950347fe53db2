import { homedir } from 'node:os';
import { resolve } from 'node:path';
import type { UpstreamServer } from '../../../shared/config/upstream-server';
import { GatewayError } from '../../../shared/errors/gateway-error';
import type { JudgementRecord } from '../../../shared/model/activity';
import type { JsonObject } from '../../../shared/model/json-rpc';
import type { ServerName } from '../../../shared/model/server';
import type { Finding } from '../../../shared/model/verdict';
import type { TimeoutManager } from '../timeouts/timeout-manager';
import { ConcurrencyGate } from '../upstream/concurrency-gate';
import type { EffectiveRule } from './effective-rules';
import { diskLinks, type LinkReader } from './file-probe';
import { needsDisk, objectionsTo, pathObjectionsTo, type Objection } from './judge-arguments';
import type { PathPlace } from './path-condition';

export interface ArgumentQuestion {
  /** Those that are about the tool. */
  readonly rules: readonly EffectiveRule[];
  readonly args: JsonObject;
  readonly server: ServerName;
  /** The server’s own name for it. */
  readonly tool: string;
  /** How the configuration describes the server, which says where relative paths begin. */
  readonly settings: UpstreamServer | undefined;
  readonly signal: AbortSignal;
}

export interface ArgumentJudgement {
  readonly action: 'allow' | 'ask' | 'block';
  readonly objections: readonly Objection[];
  readonly record: JudgementRecord;
}

/** Judges arguments by rules. Nothing that a file system does holds up the others: few looks at once, each in its time. */
export interface ArgumentRuleJudge {
  /** Rejects with `guardrail_timed_out` when the file system did not answer: what nobody could judge does not pass. */
  judge(question: ArgumentQuestion): Promise<ArgumentJudgement>;
}

export interface ArgumentRuleJudgeNeeds {
  readonly timeouts: TimeoutManager;
  readonly clock: () => number;
  readonly links?: LinkReader;
}

/** A disk that hangs holds a thread of Node’s four for every look; the others are for everybody else. */
const LOOKS_AT_ONCE = 2;
const LOOKS_WAITING = 1_024;

export const ARGUMENT_RULES = 'argument-rules';

export function createArgumentRuleJudge({
  timeouts,
  clock,
  links = diskLinks,
}: ArgumentRuleJudgeNeeds): ArgumentRuleJudge {
  const gate = new ConcurrencyGate({
    server: ARGUMENT_RULES,
    limit: LOOKS_AT_ONCE,
    queue: LOOKS_WAITING,
    onFull: () => undefined,
  });

  async function look({ rules, args, settings }: ArgumentQuestion, signal: AbortSignal): Promise<Objection[]> {
    if (!gate.tryEnter()) await gate.enter(signal);
    try {
      return await pathObjectionsTo(rules, args, placeOf(settings, links), signal);
    } finally {
      gate.leave();
    }
  }

  async function lookInTime(question: ArgumentQuestion): Promise<Objection[]> {
    const ending = new AbortController();
    const { server, tool } = question;
    const signal = AbortSignal.any([question.signal, ending.signal]);
    try {
      return await timeouts.limit('guardrail', look(question, signal), {
        signal: question.signal,
        label: ARGUMENT_RULES,
        onTimeout: (ms) =>
          new GatewayError('guardrail_timed_out', `The paths in this call could not be followed in ${ms} ms`, {
            server,
            tool,
            guardrail: ARGUMENT_RULES,
            phase: 'input',
          }),
      });
    } finally {
      ending.abort();
    }
  }

  return {
    async judge(question) {
      const startedAt = clock();
      const { rules, args } = question;
      const objections = objectionsTo(rules, args);
      if (needsDisk(rules)) objections.push(...(await lookInTime(question)));
      const action = hardest(objections);
      const ms = Math.round((clock() - startedAt) * 1_000) / 1_000;
      return { action, objections, record: recordOf(action, objections, ms) };
    },
  };
}

function hardest(objections: readonly Objection[]): ArgumentJudgement['action'] {
  if (objections.length === 0) return 'allow';
  return objections.some(({ rule }) => rule.action === 'deny') ? 'block' : 'ask';
}

const MAX_RECORDED = 50;

function recordOf(action: ArgumentJudgement['action'], objections: readonly Objection[], ms: number): JudgementRecord {
  const findings = objections.slice(0, MAX_RECORDED).map(({ finding }) => withoutMessage(finding));
  return {
    guardrail: ARGUMENT_RULES,
    provider: ARGUMENT_RULES,
    phase: 'input',
    action,
    rules: [...new Set(objections.map(({ rule }) => rule.id))],
    ...(findings.length === 0 ? {} : { findings }),
    ms,
  };
}

function withoutMessage({ message: _, at = '', ...facts }: Finding): Omit<Finding, 'message'> {
  return { ...facts, at: at.slice(0, 200) };
}

/** A server at a URL starts in no directory that we know, so its relative paths lead nowhere. */
function placeOf(settings: UpstreamServer | undefined, links: LinkReader): PathPlace {
  const place = { platform: process.platform, home: homedir(), links };
  if (settings === undefined || 'url' in settings) return place;
  const { env, cwd } = settings;
  const home = env['HOME'];
  return {
    ...place,
    ...(home === undefined || home.includes('${') ? {} : { home }),
    workingDirectory: resolve(cwd ?? process.cwd()),
  };
}
