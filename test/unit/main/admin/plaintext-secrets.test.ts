import { describe, expect, it } from 'vitest';
import { findPlaintextSecrets } from '../../../../main/admin/plaintext-secrets';
import { formatPath } from '../../../../main/gateway/config/config-problem';
import { createLook, warnOfPlaintext } from '../../../../main/look-for-secrets';

const look = createLook();
const inServer = (server: object, name = 'hub') => ({ configs: { main: { servers: { [name]: server } } } });

/** What is found, each as `name=value`, or `name!value` where it cannot be moved. */
function found(config: unknown): readonly string[] {
  return findPlaintextSecrets(config, look).map(({ name, text, start, end, advice }) => {
    return `${name}${advice === undefined ? '=' : '!'}${text.slice(start, end)}`;
  });
}

// Of no known format, and not by chance a word.
const RANDOM = 'q7Zt2Lx9Vb4Nw8Kc';

describe('findPlaintextSecrets', () => {
  it.each([
    ['API_KEY', RANDOM, 'hub-api-key'],
    ['HUB_TOKEN', RANDOM, 'hub-token'],
    ['DB_PASSWORD', 'trombone', 'hub-db-password'],
    ['PGPASSWORD', 'S3cure!x', 'hub-pgpassword'],
    ['CLIENT_SECRET', RANDOM, 'hub-client-secret'],
    ['clientSecret', RANDOM, 'hub-client-secret'],
  ])('knows secrets by the name of the variable: %s', (member, value, name) => {
    expect(found(inServer({ env: { [member]: value } }))).toEqual([`${name}=${value}`]);
  });

  it.each([
    ['DATABASE_URL', `postgres://app:${RANDOM}@db:5432/app`, `hub-password=${RANDOM}`],
    ['DSN', 'mysql://root:root@localhost/x', 'hub-password=root'],
    ['ENDPOINT', `https://example.com/?sig=${RANDOM}&v=2`, `hub-sig=${RANDOM}`],
    [
      'EXTRA',
      `{"nested": {"token": "${['ghp', 'a8Kd02LmQx7ZrT5vWn3YbC6fHj9PsE1uGi4o'].join('_')}"}}`,
      'hub-extra=ghp_a8K',
    ],
  ])('knows them inside of values: %s', (member, value, expected) => {
    const [only = '', ...others] = found(inServer({ env: { [member]: value } }));
    expect(only.startsWith(expected)).toBe(true);
    expect(others).toEqual([]);
  });

  it.each([
    ['Authorization', `Bearer ${RANDOM}`, RANDOM],
    ['Authorization', `Basic YWRhOnF3ZTEyMw==`, 'YWRhOnF3ZTEyMw=='],
    ['X-Api-Key', RANDOM, RANDOM],
    ['PRIVATE-TOKEN', RANDOM, RANDOM],
  ])('takes of the header %s: %s what is secret', (member, value, secret) => {
    expect(found(inServer({ url: 'https://x.example', headers: { [member]: value } }))).toHaveLength(1);
    expect(
      found(inServer({ headers: { [member]: value } }))[0]
        ?.split('=')
        .slice(1)
        .join('='),
    ).toBe(secret);
  });

  it('knows what OAuth, TLS and providers hold, at any depth', () => {
    const oauth = { clientId: 'me', clientSecret: 'weak', tokenParameters: { api_key: RANDOM, audience: 'all' } };
    expect(found(inServer({ oauth, tls: { key: 'PEM', certificate: 'PEM' } }))).toEqual([
      'hub-client-secret=weak',
      `hub-api-key=${RANDOM}`,
      'hub-key=PEM',
    ]);
    const member = { use: 'webhook', options: { secret: 'weak', headers: { 'X-Token': RANDOM } } };
    expect(
      found({
        guardrails: [{ name: 'both', use: 'composite', options: { guardrails: [member] } }],
        auth: [{ use: 'api', options: { apiKey: RANDOM } }],
        approvals: { channels: [member] },
      }),
    ).toEqual([
      'both-secret=weak',
      `both-x-token=${RANDOM}`,
      `api-key=${RANDOM}`,
      'webhook-secret=weak',
      `webhook-x-token=${RANDOM}`,
    ]);
  });

  it('names what no reference can replace, with advice', () => {
    const token = ['ghp', 'a8Kd02LmQx7ZrT5vWn3YbC6fHj9PsE1uGi4o'].join('_');
    expect(found(inServer({ args: ['--verbose', `--token=${token}`, `https://a:${RANDOM}@x`] }))).toEqual([
      `hub-args!${token}`,
      `hub-password!${RANDOM}`,
    ]);
    const url = `https://judge.example/?key=${RANDOM}`;
    expect(found({ guardrails: [{ name: 'j', use: 'webhook', options: { url } }] })).toEqual([`j-key!${RANDOM}`]);
  });

  it.each([
    { env: { TOKEN: '${secret:x}', API_KEY: 'prefix-${env:KEY}', PASSWORD: '${file:/run/secrets/p}' } },
    { env: { DATABASE_URL: 'postgres://app:${secret:db}@db/app', LINK: 'https://x.example/?key=${secret:k}' } },
    { headers: { Authorization: 'Bearer ${secret:x}', Accept: 'application/json', 'User-Agent': 'x/1' } },
    { env: { LOG_LEVEL: 'debug', REGION: 'eu-central-1', PORT: '8080', DEBUG: 'true', NODE_ENV: 'production' } },
    {
      env: {
        TOKEN_FILE: '/run/secrets/token',
        AUTH_TYPE: 'basic',
        AUTH_URL: 'https://x.example/auth',
        TOKEN_LIMIT: '4096',
      },
    },
    {
      env: {
        SESSION_STORE: 'memory',
        API_KEY: 'changeme',
        SECRET_NAME: 'prod/db',
        HASH: 'sha256',
        SORT_KEY: 'createdAt',
      },
    },
    { env: { API_KEY: '', PASSWORD: 'true', PRIVATE_KEY: '/etc/ssl/private/key' } },
    {
      args: ['-y', '@modelcontextprotocol/server-github', '--port=8080', '--key', 'name', 'https://x.example/a?page=2'],
    },
    { url: 'https://x.example/mcp?page=2&token=', description: `API_KEY=${RANDOM}`, cwd: '/home/ada/secrets' },
  ])('takes nothing else for a secret: %j', (server) => {
    expect(found(inServer(server))).toEqual([]);
  });

  it.each([undefined, null, 1, [], { configs: [] }, { configs: { a: 1 } }, { guardrails: [null, {}], auth: {} }])(
    'bears a file that is no configuration: %j',
    (config) => {
      expect(found(config)).toEqual([]);
    },
  );

  it('finds several in one text, each once, in their order', () => {
    const url = `https://ada:pass-${RANDOM}@x.example/?api_key=${RANDOM}&sig=${RANDOM}2`;
    expect(found(inServer({ url }))).toEqual([
      `hub-password=pass-${RANDOM}`,
      `hub-api-key=${RANDOM}`,
      `hub-sig=${RANDOM}2`,
    ]);
  });

  it('makes names that a secret can have', () => {
    const names = findPlaintextSecrets(
      inServer({ headers: { '!#$Token': RANDOM, [`${'x'.repeat(300)}-token`]: RANDOM } }),
      look,
    );
    for (const { name } of names) expect(name).toMatch(/^[a-z0-9][a-z0-9-]{0,99}$/);
    expect(names).toHaveLength(2);
  });
});

describe('warnOfPlaintext', () => {
  it('names the places once, and no value', () => {
    const lines: string[] = [];
    const write = (message: string, facts?: object) => void lines.push(`${message} ${JSON.stringify(facts)}`);
    const log = { debug: write, info: write, warn: write, error: write };
    const config = inServer({ env: { TOKEN: RANDOM }, url: `https://a:${RANDOM}@x/?key=${RANDOM}` });
    warnOfPlaintext(config, log);
    const place = (member: string) => formatPath(['configs', 'main', 'servers', 'hub', ...member.split('.')]);
    expect(lines).toEqual([
      'Secrets stand in the configuration as plaintext; move them: secure-mcp-gateway secret adopt ' +
        JSON.stringify({ places: [place('env.TOKEN'), place('url')] }),
    ]);
    warnOfPlaintext(inServer({ env: { TOKEN: '${secret:x}' } }), log);
    expect(lines).toHaveLength(1);
  });
});
