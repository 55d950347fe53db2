import { once } from 'node:events';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Inspection } from '../../../../../../../main/gateway/ports/guardrail';
import type { Detection } from '../../../../../../../main/plugins/guardrail/lib/detect/detection';
import { answerJudgements } from '../../../../../../../main/plugins/guardrail/lib/worker/answer-judgements';
import type { ToThread } from '../../../../../../../main/plugins/guardrail/lib/worker/messages';
import type { DetectedFinding } from '../../../../../../../shared/model/verdict';

const FOUND: DetectedFinding = {
  detector: 'pii',
  rule: 'email',
  severity: 'low',
  score: 1,
  message: 'an address',
  at: '',
};

/** Content is how long it takes, in steps. */
const detect: Detection = function* ({ content }) {
  if (content === 'broken') throw new Error('no idea');
  for (let step = 0; step < (content as number); step += 1) yield;
  return [FOUND];
};

let port: MessagePort;
let other: MessagePort;

beforeEach(() => {
  ({ port1: port, port2: other } = new MessageChannel());
  answerJudgements(other, detect);
});

afterEach(() => port.close());

const ask = (id: number, content: unknown) =>
  port.postMessage({ id, inspection: { content } as Inspection } satisfies ToThread);
const answer = async (): Promise<unknown> => ((await once(port, 'message')) as unknown[])[0];

it('answers with what was found', async () => {
  ask(1, 0);
  expect(await answer()).toEqual({ id: 1, findings: [FOUND] });
});

it('says why it could not look', async () => {
  ask(1, 'broken');
  expect(await answer()).toEqual({ id: 1, failure: 'no idea' });
});

it('hears while it works, and stops when told', async () => {
  ask(1, Infinity);
  ask(2, 3);
  expect(await answer()).toEqual({ id: 2, findings: [FOUND] });
  port.postMessage({ id: 1 } satisfies ToThread);
  expect(await answer()).toMatchObject({ id: 1, failure: expect.stringContaining('aborted') as unknown });
});

it('does not mind being told too late', async () => {
  port.postMessage({ id: 7 } satisfies ToThread);
  ask(8, 0);
  expect(await answer()).toEqual({ id: 8, findings: [FOUND] });
});
