import { describe, expect, it } from 'vitest';
import { createMasks } from '../../../../main/admin/mask-config';
import { createLook } from '../../../../main/look-for-secrets';
import { redactObject } from '../../../../shared/text/redact';

/** Members whose values the base product masks (`utils.py`), without those that hold addresses. */
const ENVIRONMENT =
  'token key secret password pass auth credential api_key access_token refresh_token bearer jwt github_token github_key ' +
  'gitlab_token bitbucket_token aws_key aws_secret azure_key gcp_key connection_string';
const ADDRESSES = 'database_url uri url';
const HEADERS =
  'authorization auth bearer token apikey api-key api_key x-api-key x-auth-token x-access-token x-auth x-token ' +
  'x-enkrypt-api-key x-enkrypt-gateway-key cookie set-cookie x-csrf-token x-csrf csrf-token x-requested-with ' +
  'x-forwarded-for x-real-ip password passwd pwd secret private key session sessionid session-id sess x-session x-user ' +
  'x-tenant x-org x-organization x-client x-device x-device-id x-deviceid jwt access-token refresh-token id-token ' +
  'x-oauth x-jwt x-access x-refresh';

const VALUE = 'plum-coloured Hat 47';
const SHORT = 'hat-47';
const masks = createMasks(createLook());

interface Shown {
  readonly env: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
}
const shown = (entry: object): Shown => masks.maskServer(entry) as unknown as Shown;
const lettersOf = (mask: string): number => mask.replaceAll('*', '').length;

describe('members that the base product masks', () => {
  it.each(ENVIRONMENT.split(' ').flatMap((name) => [name, name.toUpperCase(), `MY_${name.toUpperCase()}`]))(
    'hide %s of an environment, a quarter of it shown at most',
    (name) => {
      for (const value of [VALUE, SHORT]) {
        const { env } = shown({ command: 'x', env: { [name]: value } });
        expect(env[name]).toMatch(/^\*{4}/);
        expect(lettersOf(env[name]!)).toBeLessThanOrEqual(value.length / 4);
        expect(redactObject({ [name]: value })).toEqual({ [name]: env[name] });
      }
    },
  );

  it.each(HEADERS.split(' '))('hide %s of headers', (name) => {
    const { headers } = shown({ url: 'https://a.example/mcp', headers: { [name]: VALUE } });
    expect(headers[name]).toMatch(/^\*{4}/);
    expect(lettersOf(headers[name]!)).toBeLessThanOrEqual(VALUE.length / 4);
    expect(JSON.stringify(redactObject({ headers: { [name]: VALUE } }))).not.toContain('plum');
  });

  it.each(ADDRESSES.split(' '))('hide what is secret in the address %s, and nothing else', (name) => {
    const { env } = shown({ command: 'x', env: { [name]: 'postgres://ada:hunter22@db.example/x?token=abcdef12&y=1' } });
    expect(env[name]).not.toMatch(/hunter22|abcdef12/);
    expect(env[name]).toContain('db.example/x?token=****');
    expect(env[name]).toContain('y=1');
  });

  it('leave others alone, also those that only sound like it', () => {
    const env = { MODE: 'fast', MONKEY: 'banana', AUTHOR: 'ada', COMPASS: 'north', KEYBOARD: 'qwerty', PORT: '8080' };
    expect(shown({ command: 'x', env }).env).toEqual(env);
  });

  it('hide secrets by their form under any name', () => {
    const key = ['ghp', 'Zt4kQ8vX2mL9pR4tW8yB1nC5sD7fG3hJ6kL1'].join('_');
    const { env } = shown({ command: 'x', env: { COLOUR: key, DB: 'mysql://root:hunter22@h/x' } });
    expect(JSON.stringify(env)).not.toMatch(/Zt4kQ8|hunter22/);
  });
});
