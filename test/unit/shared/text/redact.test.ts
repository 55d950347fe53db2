import { describe, expect, it } from 'vitest';
import { isSecretName, maskSecret, redact, redactObject } from '../../../../shared/text/redact';

const SECRET = 'Q7vX2mL9pR4tW8yB1nC5';

describe('redact', () => {
  it.each([
    [`key smg_abcDEF123456_${SECRET}${SECRET} used`, 'key smg_abcDEF123456_**** used'],
    [`Authorization: Bearer ${SECRET}`, 'Authorization: Bearer ****1nC5'],
    ['postgres://user:pa55@db.example/x?y=1', 'postgres://****@db.example/x?y=1'],
    [`https://example.com/mcp?api_key=${SECRET}&x=1`, 'https://example.com/mcp?api_key=****1nC5&x=1'],
    [`npx server --api-key ${SECRET} --port 80`, 'npx server --api-key ****1nC5 --port 80'],
    [`{"password":"short"}`, '{"password":"****"}'],
    [String.raw`{\"token\":\"${SECRET}\"}`, String.raw`{\"token\":\"****1nC5\"}`],
    [`GITHUB_TOKEN=ghp_${SECRET}`, 'GITHUB_TOKEN=****1nC5'],
    [`found ghp_${SECRET} here`, 'found ****1nC5 here'],
    [`sk-ant-api03-${SECRET}`, '****1nC5'],
    [`xoxb-1234567890-${SECRET}`, '****1nC5'],
    ['AKIAIOSFODNN7EXAMPLE', '****MPLE'],
    [`eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.${SECRET}`, '****1nC5'],
    ['-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----', '****----'],
    ['nothing to hide: token expired, key id abc', 'nothing to hide: token expired, key id abc'],
  ])('masks %s', (text, expected) => {
    expect(redact(text)).toBe(expected);
    expect(redact(redact(text))).toBe(expected);
  });

  it('shows at most a quarter of a secret', () => {
    for (let length = 0; length < 80; length += 1) {
      const shown = maskSecret('x'.repeat(length)).replaceAll('*', '').length;
      expect(shown).toBeLessThanOrEqual(length / 4);
    }
  });

  it('is not fooled by a secret that looks masked', () => {
    expect(redact(`Bearer ****${SECRET}`)).not.toContain('Q7vX');
    expect(redact('Bearer abcdefgh****')).not.toContain('abcdefgh');
  });

  it('takes long texts in stride', () => {
    const started = performance.now();
    for (const piece of ['a', 'a.', '-', 'sk-', 'token', '://', 'eyJa.', ' Bearer', '"token":"'])
      redact(piece.repeat(30_000));
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe('redactObject', () => {
  it('masks by name at any depth and by form everywhere', () => {
    const circular: Record<string, unknown> = { name: 'x' };
    circular['self'] = circular;
    expect(
      redactObject({
        keyId: 'abc',
        count: 3,
        env: { GITHUB_TOKEN: SECRET, MODE: 'fast', DATABASE_URL: 'postgres://u:p@h/x' },
        headers: { Authorization: [`Basic ${SECRET}`], 'X-Api-Key': 'tiny' },
        text: `Bearer ${SECRET}`,
        credentials: { user: 'someone', extra: { deep: SECRET } },
        size: 5n,
        circular,
      }),
    ).toEqual({
      keyId: 'abc',
      count: 3,
      env: { GITHUB_TOKEN: '****1nC5', MODE: 'fast', DATABASE_URL: 'postgres://****@h/x' },
      headers: { Authorization: ['****1nC5'], 'X-Api-Key': '****' },
      text: 'Bearer ****1nC5',
      credentials: { user: '****', extra: { deep: '****1nC5' } },
      size: '5',
      circular: { name: 'x', self: '[circular]' },
    });
  });

  it('redacts the messages of errors and leaves their stacks behind', () => {
    expect(redactObject({ cause: new TypeError(`no Bearer ${SECRET}`) })).toEqual({
      cause: { name: 'TypeError', message: 'no Bearer ****1nC5' },
    });
  });

  it.each([
    ['apiKey', true],
    ['api_key', true],
    ['X-Enkrypt-Gateway-Key', true],
    ['accessToken', true],
    ['Set-Cookie', true],
    ['client_secret', true],
    ['privateKey', true],
    ['AWS_SECRET_ACCESS_KEY', true],
    ['connectionString', true],
    ['adminToken', true],
    ['keyId', false],
    ['publicKey', false],
    ['server', false],
    ['tokenType', false],
    ['monkey', false],
  ])('knows whether %s holds a secret', (name, expected) => {
    expect(isSecretName(name)).toBe(expected);
  });
});
