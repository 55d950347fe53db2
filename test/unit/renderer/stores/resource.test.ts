import { describe, expect, it } from 'vitest';
import { RemoteError } from '../../../../renderer/api/remote-error';
import { createResource } from '../../../../renderer/stores/resource';
import { GatewayError } from '../../../../shared/errors/gateway-error';
import { toErrorObject } from '../../../../shared/errors/error-object';

const refusal = new RemoteError(
  toErrorObject(new GatewayError('unavailable', 'Not now'), { correlationId: 'c-1', at: 0 }).error,
);

/** Answers each question with the next of `answers`. */
function over(answers: readonly unknown[]) {
  const left = [...answers];
  return createResource(async () => {
    const answer = left.shift();
    if (answer instanceof Error) throw answer;
    return answer;
  });
}

describe('a resource', () => {
  it('is asked for once, however many want it', async () => {
    const resource = over([['a'], ['b']]);
    resource.want();
    resource.want();
    await Promise.resolve();
    expect(resource.getState()).toMatchObject({ phase: 'ready', data: ['a'] });
  });

  it('keeps what was known beside the failure, with its code and what finds it', async () => {
    const resource = over([['a'], refusal]);
    await resource.refresh();
    await resource.refresh();
    expect(resource.getState()).toMatchObject({
      phase: 'failed',
      problem: { message: 'Not now', correlationId: 'c-1', code: refusal.error.code },
      last: { data: ['a'] },
    });
  });

  it('is never empty when it could not be asked for', async () => {
    const resource = over([new TypeError('fetch failed')]);
    await resource.refresh();
    const state = resource.getState();
    expect(state.phase).toBe('failed');
    expect(state).not.toHaveProperty('last');
    resource.change(() => []);
    expect(resource.getState()).toBe(state);
  });

  it('does not let an older answer that comes later replace a newer one', async () => {
    const waiting: ((data: string) => void)[] = [];
    const resource = createResource(() => new Promise<string>((done) => waiting.push(done)));
    const both = [resource.refresh(), resource.refresh()];
    waiting[1]!('new');
    waiting[0]!('old');
    await Promise.all(both);
    expect(resource.getState()).toMatchObject({ phase: 'ready', data: 'new' });
  });

  it('knows what happened while it was asked for, whatever the answer says', async () => {
    const waiting: ((data: readonly string[]) => void)[] = [];
    const resource = createResource(() => new Promise<readonly string[]>((done) => waiting.push(done)));
    const first = resource.refresh();
    resource.change((all) => all.filter((one) => one !== 'gone'));
    waiting[0]!(['gone', 'here']);
    await first;
    expect(resource.getState()).toMatchObject({ data: ['here'] });
    const second = resource.refresh();
    waiting[1]!(['gone', 'here']);
    await second;
    expect(resource.getState()).toMatchObject({ data: ['gone', 'here'] });
  });

  it('lets no answer that is under way replace the whole that was told', async () => {
    const waiting: ((data: string) => void)[] = [];
    const resource = createResource(() => new Promise<string>((done) => waiting.push(done)));
    const asked = resource.refresh();
    resource.tell('told');
    waiting[0]!('asked before');
    await asked;
    expect(resource.getState()).toMatchObject({ phase: 'ready', data: 'told' });
  });
});
