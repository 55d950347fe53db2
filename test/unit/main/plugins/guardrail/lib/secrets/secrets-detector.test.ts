import { describe, expect, it } from 'vitest';
import type { Passage } from '../../../../../../../main/plugins/guardrail/lib/detect/detector';
import { createSecretsDetector } from '../../../../../../../main/plugins/guardrail/lib/secrets/secrets-detector';
import { BASE32, BASE62, DECIMAL, HEX, LETTERS, LOWER36, thrown, thrownUuid, withChecksum } from './thrown';

const detector = createSecretsDetector();
const passage = (text: string, member?: string): Passage => ({
  text,
  form: 'plain',
  phase: 'output',
  at: '/text',
  member,
  isKey: false,
});
const found = (text: string, member?: string) =>
  detector
    .detect(passage(text, member))
    .filter(({ score }) => score >= 0.5)
    .map(({ rule, start, end }) => [rule, text.slice(start, end)]);

const jwtPart = (value: object) =>
  btoa(JSON.stringify(value)).replace(/=+$/, '').replace(/\+/g, '-').replace(/\//g, '_');

const TOKENS: readonly (readonly [string, string])[] = [
  ['aws-access-key-id', `AKIA${thrown(16, BASE32)}`],
  ['aws-access-key-id', `ASIA${thrown(16, BASE32, 9)}`],
  ['google-api-key', `AIza${thrown(35)}`],
  ['google-oauth-secret', `GOCSPX-${thrown(28)}`],
  ['google-access-token', `ya29.${thrown(60)}`],
  ['azure-client-secret', `${thrown(3)}8Q~${thrown(34)}`],
  ['alibaba-access-key-id', `LTAI${thrown(20)}`],
  ['digitalocean-token', `dop_v1_${thrown(64, HEX)}`],
  ['heroku-token', `HRKU-${thrownUuid()}`],
  ['flyio-token', `fo1_${thrown(43)}`],
  ['supabase-token', `sbp_${thrown(40, HEX)}`],
  ['planetscale-token', `pscale_pw_${thrown(43)}`],
  ['databricks-token', `dapi${thrown(32, HEX)}`],
  ['openshift-token', `sha256~${thrown(43)}`],
  ['doppler-token', `dp.pt.${thrown(43)}`],
  ['vault-token', `hvs.${thrown(90)}`],
  ['terraform-token', `${thrown(14)}.atlasv1.${thrown(64)}`],
  ['pulumi-token', `pul-${thrown(40, HEX)}`],
  ['tailscale-key', `tskey-auth-${thrown(12)}-${thrown(32)}`],
  ['github-token', `ghp_${thrown(36)}`],
  ['github-token', `ghs_${thrown(36, BASE62, 4)}`],
  ['github-fine-grained-token', `github_pat_${thrown(22)}_${thrown(59)}`],
  ['gitlab-token', `glpat-${thrown(20)}`],
  ['atlassian-token', `ATATT3${thrown(186)}`],
  ['npm-token', `npm_${thrown(36)}`],
  ['npm-token', withChecksum('npm_', thrown(30))],
  ['pypi-token', `pypi-AgEIcHlwaS5vcmc${thrown(120)}`],
  ['gitlab-token', `glrt-t1_${thrown(20)}`],
  ['gitlab-token', `glwt-${thrown(20)}`],
  ['gitlab-token', `glptt-${thrown(40, HEX)}`],
  ['gitlab-token', `gloas-${thrown(64, HEX)}`],
  ['slack-app-token', `xapp-1-A${thrown(10, BASE32)}-${thrown(13, DECIMAL)}-${thrown(64, HEX)}`],
  ['slack-config-token', `xoxe.xoxp-1-${thrown(166)}`],
  ['discord-bot-token', `M${thrown(25)}.${thrown(6)}.${thrown(38)}`],
  ['twilio-key', `SK${thrown(32, HEX)}`],
  ['mailgun-key', `key-${thrown(32, HEX)}`],
  ['stripe-key', `rk_live_${thrown(99)}`],
  ['square-token', `sq0atp-${thrown(22)}`],
  ['aws-session-token', `IQoJb3JpZ2lu${thrown(300)}`],
  ['netlify-token', `nfp_${thrown(36)}`],
  ['vercel-token', `vcp_${thrown(56)}`],
  ['cloudflare-token', `cfut_${thrown(48)}`],
  ['cloudflare-origin-key', `v1.0-${thrown(24, HEX)}-${thrown(146, HEX)}`],
  ['supabase-secret-key', `sb_secret_${thrown(31)}`],
  ['linear-key', `lin_api_${thrown(40)}`],
  ['figma-token', `figu_${thrown(40)}`],
  ['onepassword-secret-key', `A3-${thrown(6, BASE32)}-${thrown(11, BASE32)}${`-${thrown(5, BASE32, 3)}`.repeat(3)}`],
  ['google-api-key', `AQ.Ab${thrown(48)}`],
  ['anthropic-token', `sk-ant-oat01-${thrown(95)}`],
  ['openai-key', `sk-svcacct-${thrown(74)}T3BlbkFJ${thrown(74)}`],
  ['context7-key', `ctx7sk-${thrownUuid()}`],
  ['private-key', `AGE-SECRET-KEY-1${thrown(58, 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L')}`],
  ['rubygems-key', `rubygems_${thrown(48, HEX)}`],
  ['docker-token', `dckr_pat_${thrown(27)}`],
  ['circleci-token', `CCIPAT_${thrown(22)}_${thrown(40, HEX)}`],
  ['grafana-token', `glsa_${thrown(32)}_${thrown(8, HEX)}`],
  ['new-relic-key', `NRAK-${thrown(27, BASE32)}`],
  ['sentry-token', `sntryu_${thrown(64, HEX)}`],
  ['postman-key', `PMAK-${thrown(24, HEX)}-${thrown(34, HEX, 8)}`],
  ['figma-token', `figd_${thrown(40)}`],
  ['notion-token', `ntn_${thrown(11, DECIMAL)}${thrown(35)}`],
  ['airtable-token', `pat${thrown(14)}.${thrown(64, HEX)}`],
  ['shopify-token', `shpat_${thrown(32, HEX)}`],
  ['openai-key', `sk-proj-${thrown(74)}T3BlbkFJ${thrown(74)}`],
  ['anthropic-key', `sk-ant-api03-${thrown(93)}AA`],
  ['openrouter-key', `sk-or-v1-${thrown(64, HEX)}`],
  ['groq-key', `gsk_${thrown(52)}`],
  ['huggingface-token', `hf_${thrown(34, LETTERS)}`],
  ['replicate-token', `r8_${thrown(37)}`],
  ['slack-token', `xoxb-${thrown(12, DECIMAL)}-${thrown(12, DECIMAL, 2)}-${thrown(24)}`],
  ['slack-webhook', `https://hooks.slack.com/services/T${thrown(8, BASE32)}/B${thrown(8, BASE32)}/${thrown(24)}`],
  ['telegram-token', `${thrown(9, DECIMAL).replace(/^0/, '1')}:AA${thrown(33)}`],
  ['sendgrid-key', `SG.${thrown(22)}.${thrown(43)}`],
  ['mailchimp-key', `${thrown(32, HEX)}-us12`],
  ['brevo-key', `xkeysib-${thrown(64, HEX)}-${thrown(16)}`],
  ['stripe-key', `sk_live_${thrown(24)}`],
  ['stripe-webhook-secret', `whsec_${thrown(32)}`],
  ['shippo-token', `shippo_live_${thrown(40, HEX)}`],
  ['easypost-key', `EZAK${thrown(54)}`],
  ['razorpay-key', `rzp_live_${thrown(14)}`],
  ['duffel-token', `duffel_live_${thrown(43, LOWER36)}`],
  [
    'private-key',
    `-----BEGIN RSA PRIVATE KEY-----\n${thrown(64)}\n${thrown(64, BASE62, 3)}\n-----END RSA PRIVATE KEY-----`,
  ],
  ...['', 'EC ', 'OPENSSH ', 'ENCRYPTED '].map((kind): readonly [string, string] => [
    'private-key',
    `-----BEGIN ${kind}PRIVATE KEY-----\n${thrown(64)}\n${thrown(64, BASE62, 5)}\n-----END ${kind}PRIVATE KEY-----`,
  ]),
  [
    'private-key',
    `-----BEGIN PGP PRIVATE KEY BLOCK-----\n\n${thrown(64)}\n${thrown(64, BASE62, 5)}\n-----END PGP PRIVATE KEY BLOCK-----`,
  ],
  ['onepassword-service-token', `ops_eyJ${thrown(250)}`],
  ['sentry-token', `sntrys_eyJpYXQiO${thrown(90)}_${thrown(43)}`],
  ['bitbucket-token', `ATBB${thrown(32)}`],
  ['grafana-token', `glc_${thrown(100)}`],
  ['jwt', `${jwtPart({ alg: 'HS256', typ: 'JWT' })}.${jwtPart({ sub: '4711', role: 'owner' })}.${thrown(43)}`],
];

describe('createSecretsDetector', () => {
  it.each(TOKENS)('finds %s in every surrounding, and all of it', (rule, token) => {
    for (const text of [
      token,
      `x = '${token}';`,
      `{"value": "${token}"}`,
      `A=1\\n${token}\\nB=2`,
      `see ${token}, please`,
    ])
      expect(found(text)).toEqual([[rule, token]]);
  });

  it('finds the key of an application beside its name', () => {
    const key = `base64:${thrown(43)}=`;
    expect(found(`APP_KEY=${key}`)).toEqual([['laravel-key', key]]);
    expect(found(`data:${key}`)).toEqual([]);
  });

  it('asks the whole of an .npmrc line for a token that is a UUID', () => {
    const rules = (text: string) => found(text).map(([rule]) => rule);
    expect(rules(`//npm.example.com/:_authToken=${thrownUuid()}`)).toEqual(['npm-token']);
    expect(rules(`npm.example.com/:_authToken=${thrownUuid()}`)).not.toContain('npm-token');
  });

  it.each(TOKENS.filter(([, token]) => token.length < 300 && !token.includes('\n')))(
    'does not take %s out of a longer word',
    (_, token) => {
      expect(found(`${thrown(20)}${token}${thrown(20)}`).filter(([, text]) => text === token)).toEqual([]);
    },
  );

  it.each([
    ['x instead of characters', `ghp_${'x'.repeat(36)}`],
    ['the example of a manual', `AKIA${thrown(9, BASE32)}EXAMPLE`],
    ['an alphabet', `AIza${'abcdefghijklmnopqrstuvwxyz0123456789'.slice(0, 35)}`],
    ['a token shown in part', `glpat-${thrown(20)}...`],
    ['a token shown in part', `sk-ant-api03-${thrown(12)}…`],
    ['a commit', `commit ${thrown(40, HEX)}`],
    ['the commit of a vendor', `sourcegraph_commit = "${thrown(40, HEX)}"`],
    ['the account of a vendor', `cloudflare_account_id: ${thrown(32, HEX)}`],
    ['the checksum of a package called like a vendor', `sourcegraph: ${thrown(40, HEX)}`],
    ['a digest', `image@sha256:${thrown(64, HEX)}`],
    ['an integrity string', `"integrity": "sha512-${btoa(thrown(64))}"`],
    ['a UUID', `id: ${thrownUuid()}`],
    ['a public key', `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA${thrown(44)} me@host`],
    ['a certificate', `-----BEGIN CERTIFICATE-----\n${thrown(64)}\n-----END CERTIFICATE-----`],
    ['a private key in name only', '-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----'],
    [
      'a JWT that says example',
      `${jwtPart({ alg: 'HS256' })}.${jwtPart({ iss: 'https://example.com' })}.${thrown(43)}`,
    ],
    ['three words with dots', 'eyJust.eyeing.something'],
  ])('leaves alone %s', (_, text) => {
    expect(found(text)).toEqual([]);
  });

  it.each([
    ['azure-storage-key', 'DefaultEndpointsProtocol=https;AccountName=acme;AccountKey=', `${thrown(86)}==`, ';'],
    ['azure-bus-key', 'Endpoint=sb://acme/;SharedAccessKey=', `${thrown(43)}=`, ''],
    ['azure-sas', 'https://acme.blob.core.windows.net/c?sv=1&sig=', `${thrown(43)}%3D`, ''],
    ['okta-token', 'OKTA_API_TOKEN=', `00${thrown(40)}`, ''],
    ['cloudflare-token', 'CLOUDFLARE_API_TOKEN=', thrown(40), ''],
    ['secret-assignment', 'DATADOG_API_KEY=', thrown(32, HEX), ''],
    ['secret-assignment', 'FASTLY_API_TOKEN=', thrown(32), ''],
    ['secret-assignment', 'AUTH0_CLIENT_SECRET=', thrown(64), ''],
    [
      'telegram-token',
      'https://api.telegram.org/bot',
      `${thrown(9, DECIMAL).replace(/^0/, '1')}:AA${thrown(33)}`,
      '/x',
    ],
    ['secret-token', 'secret-token:', thrown(30), ''],
  ])('finds %s by what stands before it', (rule, before, value, after) => {
    expect(found(`${before}${value}${after}`)).toEqual([[rule, value]]);
  });

  it('is sure of a GitHub token with the right checksum, and less so of another', () => {
    const [right] = detector.detect(passage(withChecksum('ghp_', thrown(30))));
    const [wrong] = detector.detect(passage(`ghp_${thrown(36)}`));
    expect([right?.score, wrong?.score]).toEqual([1, 0.75]);
  });

  it('finds a key that is longer than any window, up to its end', () => {
    const key = `-----BEGIN PRIVATE KEY-----\n${thrown(20_000)}`;
    const [hit] = detector.detect(passage(`${key} and text`));
    expect(key.length - hit!.end).toBeLessThan(2);
  });

  it.each([
    ['password', 'Tr0ub4dor&3', 'password-assignment'],
    ['dbPassword', 'plainbutlong7', 'password-assignment'],
    ['api_key', thrown(32, HEX), 'secret-assignment'],
    ['clientSecret', thrown(40), 'secret-assignment'],
  ])('takes the name of a member for the name of its value: %s', (member, value, rule) => {
    expect(found(value, member)).toEqual([[rule, value]]);
  });

  it.each([
    ['passwordHint', 'Tr0ub4dor&3'],
    ['password', 'At least eight characters'],
    ['nextPageToken', thrown(32)],
    ['secretName', thrown(32)],
    ['publicKey', thrown(32)],
    ['text', 'Tr0ub4dor&3'],
    ['password', '${DB_PASSWORD}'],
  ])('leaves alone what %s holds', (member, value) => {
    expect(found(value, member)).toEqual([]);
  });

  it('says no word of what it found', () => {
    for (const [, token] of TOKENS)
      for (const { message } of detector.detect(passage(token))) expect(message).not.toContain(token.slice(0, 8));
  });

  it.each([
    'password=',
    '-----BEGIN PRIVATE KEY-----',
    'eyJhbGciOi',
    'http://a:b',
    'authorization: bearer ',
    'ghp_',
    'secret: "',
    'a',
  ])('takes time in proportion to hostile text: %j over and over', (piece) => {
    const time = (length: number) => {
      const text = piece.repeat(length / piece.length);
      const start = performance.now();
      detector.detect(passage(text));
      return performance.now() - start;
    };
    time(20_000);
    expect(time(200_000)).toBeLessThan(2_000);
  });
});
