import type { DetectorName } from '../../../shared/model/detectors';
import type { ServerName } from '../../../shared/model/server';
import type { Opinion } from '../../../shared/model/verdict';
import type { OpenSpan } from './trace';

/** When a guardrail looks: at a server’s description, at what it offers, at what goes in, at what comes out. */
export type Phase = 'server' | 'listing' | 'input' | 'output';

export interface Inspection {
  readonly phase: Phase;
  /** The server asked, or `gateway` for the gateway’s own tools. */
  readonly server: ServerName;
  readonly method: string;
  /** Tool, prompt or resource. */
  readonly name?: string;
  /** The whole of what is judged: parsed JSON of any shape. Pointers in findings and edits start here. */
  readonly content: unknown;
  /** The parameters of the request that a result answers, where a guardrail may compare the two. */
  readonly request?: unknown;
  /** What the policy wants looked for, of what the guardrail can find. Absent: all of it. */
  readonly wanted?: ReadonlySet<DetectorName>;
  /** For a guardrail that asks others: what they do is seen beneath what it does. */
  readonly span?: Pick<OpenSpan, 'opens'> | undefined;
}

/** Looks at one thing and gives an opinion. It never calls upstream, blocks, edits or logs: the stage does. */
export interface Guardrail {
  readonly phases: ReadonlySet<Phase>;
  /** What its reports can speak of; the policy chooses among them. Absent: it gives verdicts of its own. */
  readonly detectors?: ReadonlySet<DetectorName>;
  /** It asks a service, or a model: what it says of definitions is remembered, and told to other gateways. */
  readonly asksOthers?: true;
  /** Resolves when it is as fast as it gets. For those who have many things judged and can wait; nobody has to. */
  warmUp?(): Promise<void>;
  /** Answers what takes next to no time; `undefined`: ask `inspect`. Saves most calls the making of a deadline. */
  inspectNow?(inspection: Inspection): Opinion | undefined;
  inspect(inspection: Inspection, signal: AbortSignal): Promise<Opinion> | Opinion;
}
