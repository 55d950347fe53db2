import type { ServerName } from '../../../shared/model/server';
import type { Verdict } from '../../../shared/model/verdict';

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
}

/** Looks at one thing and gives an opinion. It never calls upstream, blocks, edits or logs: the stage does. */
export interface Guardrail {
  readonly phases: ReadonlySet<Phase>;
  inspect(inspection: Inspection, signal: AbortSignal): Promise<Verdict> | Verdict;
}
