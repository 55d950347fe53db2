import { request } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { type LoopbackCallback, openLoopbackCallback } from '../../../../../main/gateway/oauth/loopback-callback';

const open: LoopbackCallback[] = [];
afterEach(() => open.splice(0).forEach((callback) => callback.close()));

async function openCallback() {
  const answers: string[] = [];
  const onAnswer = (parameters: URLSearchParams) => {
    answers.push(parameters.toString());
    return Promise.resolve(true);
  };
  const callback = await openLoopbackCallback({ onAnswer });
  open.push(callback);
  return { callback, answers, port: Number(new URL(callback.redirectUri).port) };
}

/** Sends the path to the letter, as no URL would. */
function get(port: number, path: string, headers: Record<string, string> = {}): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, headers, timeout: 1_000 }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sent.on('timeout', () => sent.destroy(new Error('No answer')));
    sent.on('error', reject).end();
  });
}

describe('the place that the browser comes back to', () => {
  it.each(['//', '///', '//[', 'http://[/oauth/callback', '/oauth/callback?state=%', '*'])(
    'answers %s like any other strange address',
    async (path) => {
      const { port, answers } = await openCallback();
      expect(await get(port, path)).toBe(path.startsWith('/oauth') ? 200 : 404);
      expect(answers).toHaveLength(path.startsWith('/oauth') ? 1 : 0);
      expect(await get(port, '/oauth/callback?state=s')).toBe(200);
    },
  );

  it('is nobody else’s name for this machine', async () => {
    const { port, answers } = await openCallback();
    for (const host of ['attacker.example', 'localhost.attacker.example', '127.0.0.1.nip.io', 'x@127.0.0.1']) {
      expect(await get(port, '/oauth/callback?state=s', { host })).toBe(404);
    }
    expect(answers).toEqual([]);
  });
});
