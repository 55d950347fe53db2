import type { GatewayConfig } from '../../shared/config/gateway-config';
import type { Outcome } from '../../shared/model/activity';
import type { ArgumentRuleJudge } from './argument-rules/argument-rule-judge';
import type { ArgumentChecker } from './catalog/argument-checker';
import type { Catalog } from './catalog/catalog';
import type { ListCache } from './catalog/list-cache';
import type { Subscriptions } from './catalog/subscriptions';
import type { TaskOwners } from './catalog/task-owners';
import type { Counters } from './limits/counters';
import type { KeySightings } from './key-sightings';
import type { Metrics } from './metrics/metrics';
import type { RateLimits } from './limits/rate-limits';
import type { DefinitionJudge } from './guardrails/judge-definitions';
import type { KnownOpinions } from './guardrails/known-opinions';
import type { PanelSelection } from './guardrails/select-guardrails';
import type { OperatorPasses } from './operator-passes';
import type { ParkedCalls } from './input-required/parked-calls';
import type { RequestStates } from './input-required/request-state';
import type { Placeholders } from './placeholders/placeholders';
import type { ApprovalOffice } from './approvals/approval-office';
import type { ApprovalChannel } from './ports/approval-channel';
import type { AuthProvider } from './ports/auth-provider';
import type { GatewayTool } from './ports/gateway-tool';
import type { Logger } from './ports/logger';
import type { TelemetrySink, TraceSink } from './ports/telemetry-sink';
import type { AnswerCache } from './results/answer-cache';
import type { ResultStore } from './results/result-store';
import type { LogLevels } from './server-calls/log-levels';
import type { SessionSlots } from './server-calls/session-slots';
import type { Instances } from './shared-state/instances';
import type { SharedLists } from './shared-state/shared-lists';
import type { SharedState } from './shared-state/shared-state';
import type { TimeoutManager } from './timeouts/timeout-manager';

/** Everything one configuration gave birth to. Immutable: a change builds the next one and swaps. */
export interface Runtime {
  readonly config: GatewayConfig;
  readonly product: { readonly name: string; readonly title: string; readonly version: string };
  readonly authProviders: readonly AuthProvider[];
  readonly panels: PanelSelection;
  readonly definitions: DefinitionJudge;
  /** Where calls wait for people, and what people decided. */
  readonly approvals: ApprovalOffice;
  /** Ways to reach people beside whoever watches the desk. */
  readonly approvalChannels: readonly ApprovalChannel[];
  readonly catalogs: ReadonlyMap<string, Catalog>;
  /** What servers list, as far as it is believed without asking. */
  readonly lists: ListCache;
  /** What several gateways know together, where there is such a thing. */
  readonly sharedState: SharedState;
  /** The gateways that share it. */
  readonly instances: Instances;
  readonly sharedLists: SharedLists;
  readonly opinions: KnownOpinions;
  /** Lets people in who try something out. */
  readonly operatorPasses: OperatorPasses;
  readonly argumentChecker: ArgumentChecker;
  readonly argumentRules: ArgumentRuleJudge;
  readonly rates: RateLimits;
  readonly counters: Counters;
  readonly metrics: Metrics;
  readonly results: ResultStore;
  readonly answers: AnswerCache;
  readonly subscriptions: Subscriptions;
  readonly taskOwners: TaskOwners;
  /** When keys were last admitted. */
  readonly sightings: KeySightings;
  readonly requestStates: RequestStates;
  readonly placeholders: Placeholders;
  readonly parkedCalls: ParkedCalls;
  readonly sessionSlots: SessionSlots;
  readonly logLevels: LogLevels;
  readonly gatewayTools: ReadonlyMap<string, GatewayTool>;
  readonly telemetry: readonly TelemetrySink[];
  /** Of these, what takes spans. */
  readonly tracers: readonly TraceSink[];
  readonly timeouts: TimeoutManager;
  readonly log: Logger;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Milliseconds on a clock that never goes back. */
  readonly clock: () => number;
  /** Epoch milliseconds at which it was built, and at which the file is read anew even if it did not change. */
  readonly builtAt: number;
  readonly expiresAt: number;
  /** Has the configuration read anew before the next request. */
  readonly expireNow: () => void;
  /** Works with the configuration that is in force by now, for a request that waited. */
  readonly inForce: <T>(work: (now: Runtime) => Promise<T>) => Promise<T>;
  /** Counts a request that ended. */
  readonly count: (outcome: Outcome) => void;
}

export interface RuntimeHolder {
  /** A request keeps the runtime it began with; the old one is disposed when its last request ends. */
  use<T>(work: (runtime: Runtime) => Promise<T>): Promise<T>;
  /** For a look at what is in force now; not for work that waits. */
  current(): Runtime;
  /** Swaps at once; `dispose` of the old one runs when its last request ends. */
  replace(next: Runtime, dispose: () => Promise<void>): void;
  /** Ends the last runtime. */
  dispose(): Promise<void>;
}

interface Held {
  readonly runtime: Runtime;
  readonly dispose: () => Promise<void>;
  users: number;
  retired: boolean;
}

export function createRuntimeHolder(first: Runtime, dispose: () => Promise<void>, log: Logger): RuntimeHolder {
  let held: Held = { runtime: first, dispose, users: 0, retired: false };

  function end(old: Held): void {
    if (!old.retired || old.users > 0) return;
    old.dispose().catch((failure: unknown) => log.error('A former configuration did not end cleanly', { failure }));
  }

  return {
    async use(work) {
      const mine = held;
      mine.users += 1;
      try {
        return await work(mine.runtime);
      } finally {
        mine.users -= 1;
        end(mine);
      }
    },
    current: () => held.runtime,
    replace(next, disposeNext) {
      const old = held;
      held = { runtime: next, dispose: disposeNext, users: 0, retired: false };
      old.retired = true;
      end(old);
    },
    dispose: () => held.dispose(),
  };
}
