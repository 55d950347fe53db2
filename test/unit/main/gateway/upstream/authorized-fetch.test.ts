import { describe, expect, it } from 'vitest';
import { createAuthorizedFetch } from '../../../../../main/gateway/upstream/authorized-fetch';
import type { AccessToken, UpstreamAuthorization } from '../../../../../main/gateway/upstream/upstream-authorization';

const TOKEN: AccessToken = { value: 'the-token', scheme: 'Bearer', scopes: [] };

function open(token: AccessToken | undefined, answers: readonly Response[], next?: AccessToken) {
  const sent: { readonly url: string; readonly authorization: string | null }[] = [];
  const refusals: number[] = [];
  const authorization: UpstreamAuthorization = {
    token: () => Promise.resolve(token),
    refused: ({ status }) => {
      refusals.push(status);
      return Promise.resolve(next);
    },
    onChange: () => () => undefined,
  };
  const queue = [...answers];
  const fetch = createAuthorizedFetch({
    server: 'notes',
    authorization,
    fetch: (url, init) => {
      sent.push({ url: String(url), authorization: new Headers(init?.headers as Headers).get('authorization') });
      return Promise.resolve(queue.shift() ?? new Response('ok'));
    },
  });
  return { fetch, sent, refusals };
}

const refusal = (status: number) => new Response('no', { status, headers: { 'www-authenticate': 'Bearer' } });

describe('a fetch with tokens', () => {
  it('sends the token of the moment in the header, and nothing where there is none', async () => {
    const withToken = open(TOKEN, []);
    await withToken.fetch('https://a.example/mcp');
    expect(withToken.sent).toEqual([{ url: 'https://a.example/mcp', authorization: 'Bearer the-token' }]);
    const without = open(undefined, []);
    await without.fetch('https://a.example/mcp');
    expect(without.sent[0]?.authorization).toBeNull();
  });

  it('tries once more with a newer token, and not again with the same', async () => {
    const newer = open(TOKEN, [refusal(401)], { ...TOKEN, value: 'newer' });
    expect((await newer.fetch('https://a.example/mcp')).status).toBe(200);
    expect(newer.sent.map(({ authorization }) => authorization)).toEqual(['Bearer the-token', 'Bearer newer']);
    const same = open(TOKEN, [refusal(401)], TOKEN);
    expect((await same.fetch('https://a.example/mcp')).status).toBe(401);
    expect(same.sent).toHaveLength(1);
  });

  it('does not go on for ever with a server that refuses everything', async () => {
    let count = 0;
    const { fetch, sent } = open(
      TOKEN,
      Array.from({ length: 10 }, () => refusal(401)),
      {
        ...TOKEN,
        get value() {
          return `token-${count++}`;
        },
      },
    );
    expect((await fetch('https://a.example/mcp')).status).toBe(401);
    expect(sent.length).toBeLessThanOrEqual(3);
  });

  it('leaves other answers alone', async () => {
    const { fetch, refusals } = open(TOKEN, [new Response('broken', { status: 500 })]);
    expect((await fetch('https://a.example/mcp')).status).toBe(500);
    expect(refusals).toEqual([]);
  });

  it('sends a token to the server that it was obtained for, and to no other', async () => {
    const { fetch, sent } = open({ ...TOKEN, origin: 'https://a.example' }, []);
    await fetch('https://a.example/other/path');
    await expect(fetch('https://b.example/mcp')).rejects.toMatchObject({ code: 'oauth_misconfigured' });
    await expect(fetch('http://a.example/mcp')).rejects.toMatchObject({ code: 'oauth_misconfigured' });
    expect(sent).toHaveLength(1);
  });

  it('sends a token that is bound to a certificate over no other connection', async () => {
    const { fetch, sent } = open({ ...TOKEN, thumbprint: 'of-another' }, []);
    await expect(fetch('https://a.example/mcp')).rejects.toMatchObject({ code: 'oauth_misconfigured' });
    expect(sent).toEqual([]);
  });
});
