import type { z } from 'zod';

export interface AskRequest<Answer> {
  readonly body: unknown;
  readonly answer: z.ZodType<Answer>;
  readonly signal: AbortSignal;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Puts one request to the vendor: the path below `guardrails/`, the event that its records are to show, the rest. */
export type Ask = <Answer>(path: string, event: string, request: AskRequest<Answer>) => Promise<Answer>;

export interface Asking {
  readonly ask: Ask;
  readonly signal: AbortSignal;
}
