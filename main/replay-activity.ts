import { existsSync } from 'node:fs';
import { ActivityFilter } from '../shared/contract/activity-inputs';
import type { ActivityLine, CapturedCall, RequestEntry } from '../shared/model/activity-line';
import type { VerdictAction } from '../shared/model/verdict';
import { parseInput } from './admin/parse-input';
import { knownCaptureKey, openCapture } from './gateway/activity/captures';
import { allActivity } from './gateway/activity/query-activity';
import type { DataDirectory } from './gateway/config/data-directory';
import { loadConfig } from './gateway/config/load-config';
import type { Logger } from './gateway/ports/logger';
import type { AskPassphrase } from './gateway/ports/secret-store';
import { createReplayJudge } from './judge-recorded-call';
import { type InspectorChoice, openInspector } from './open-inspector';
import type { SecretAccess } from './secret-access';
import { vaultOfLog } from './vault-of-log';

export interface ReplayChoice {
  readonly dataDirectory?: string;
  readonly env: NodeJS.ProcessEnv;
  readonly askPassphrase?: AskPassphrase;
  /** A file with the policy that is tried, laid over the one of the configuration. */
  readonly policyPath: string;
  /** Which calls. */
  readonly filter: unknown;
  readonly log: Logger;
}

/** A recorded call whose outcome would be another. */
export interface ReplayedCall {
  readonly at: number;
  readonly correlationId: string;
  readonly server: string;
  readonly name: string;
  readonly was: VerdictAction;
  readonly wouldBe: VerdictAction;
  /** Detectors and rules that decide under the new policy, or that did under the old one. */
  readonly because: readonly string[];
  /** What was judged: content that was kept, or what was found then. */
  readonly from: 'content' | 'findings';
}

export interface Replay {
  readonly calls: number;
  readonly same: number;
  /** The first of many; `differing` counts all. */
  readonly different: readonly ReplayedCall[];
  readonly differing: number;
  /** Calls of which nothing that the new policy asks for was recorded. */
  readonly undecided: number;
  /** Calls whose content was judged anew. */
  readonly fromContent: number;
}

const MAX_SHOWN = 1_000;

/** Judges the recorded tool calls by another policy, with as much as was recorded of them. */
export async function replayActivity(
  needs: ReplayChoice & { readonly directory: DataDirectory; readonly secrets: SecretAccess },
): Promise<Replay> {
  const { directory, secrets, policyPath, filter, log } = needs;
  const config = existsSync(directory.config) ? (await loadConfig(directory.config)).config : undefined;
  const choice = { dataDirectory: directory.root, secrets, log, ...(config === undefined ? {} : { config }) };
  try {
    return await replayRecords(choice, { policyPath }, { directory, filter });
  } finally {
    await secrets.dispose();
  }
}

export interface ReplayedRecords {
  readonly directory: DataDirectory;
  /** Which calls. */
  readonly filter: unknown;
}

/** Judges what a directory has recorded by the configuration, and by the same with the policy laid over it. */
export async function replayRecords(
  choice: InspectorChoice & { readonly secrets: SecretAccess },
  over: Pick<InspectorChoice, 'policy' | 'policyPath'>,
  { directory, filter: given }: ReplayedRecords,
): Promise<Replay> {
  const filter = { ...parseInput(ActivityFilter, given), kind: 'request', method: 'tools/call' } as const;
  const before = await openInspector(choice);
  try {
    const after = await openInspector({ ...choice, ...over });
    try {
      const judge = createReplayJudge({
        before,
        after,
        configIdOf: (projectId) => choice.config?.projects[projectId]?.configId ?? '',
      });
      const open = await contentOpener(directory, choice.secrets);
      return await judgeAll(allActivity(directory.activity, filter), open, judge);
    } finally {
      await after.dispose();
    }
  } finally {
    await before.dispose();
  }
}

async function contentOpener(directory: DataDirectory, secrets: SecretAccess) {
  const vault = vaultOfLog(directory, secrets);
  let key: Buffer | undefined;
  return async (line: RequestEntry): Promise<CapturedCall | undefined> => {
    const { capture } = line;
    if (capture === undefined || !vault.exists()) return undefined;
    key ??= await knownCaptureKey(await vault.open());
    return key === undefined ? undefined : openCapture(directory.activity, { ...line, capture }, key);
  };
}

async function judgeAll(
  lines: AsyncIterable<ActivityLine>,
  open: (line: RequestEntry) => Promise<CapturedCall | undefined>,
  judge: ReturnType<typeof createReplayJudge>,
): Promise<Replay> {
  const different: ReplayedCall[] = [];
  const counts = { calls: 0, same: 0, differing: 0, undecided: 0, fromContent: 0 };
  for await (const line of lines) {
    if (line.kind !== 'request' || line.server === undefined || line.name === undefined) continue;
    counts.calls += 1;
    const content = await open(line);
    if (content !== undefined) counts.fromContent += 1;
    const { was, wouldBe, because, isCertain } = await judge(line, content);
    if (sameOutcome(was, wouldBe)) {
      counts[isCertain ? 'same' : 'undecided'] += 1;
      continue;
    }
    counts.differing += 1;
    if (different.length >= MAX_SHOWN) continue;
    const { at, correlationId, server, name } = line;
    const from = content === undefined ? 'findings' : 'content';
    different.push({ at, correlationId, server, name, was, wouldBe, because, from });
  }
  return { ...counts, different };
}

/** Whether anybody but a reader of the record would notice. */
const sameOutcome = (was: VerdictAction, wouldBe: VerdictAction): boolean => felt(was) === felt(wouldBe);
const felt = (action: VerdictAction): VerdictAction => (action === 'flag' ? 'allow' : action);
