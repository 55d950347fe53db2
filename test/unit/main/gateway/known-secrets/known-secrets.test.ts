import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isTrivial } from '../../../../../main/gateway/known-secrets/is-trivial';
import { createSecretRegistry } from '../../../../../main/gateway/known-secrets/known-secrets';

const VALUE = 'tok_9fQ2~zW8/"Lk+7é';
const bytes = Buffer.from(VALUE);

function knowing(...values: readonly string[]) {
  const registry = createSecretRegistry();
  values.forEach((value, index) => registry.learn(index === 0 ? 'github' : `other-${index}`, value));
  return registry;
}

/** Dice throw a value that looks as if somebody had written it now and then: of nine bytes, four in a thousand. */
function randomSecret(bytes: number): string {
  const value = randomBytes(bytes).toString('base64url');
  return isTrivial(value) ? randomSecret(bytes) : value;
}

/** What is left of a text when everything that was found is taken out. */
function without(text: string, registry = knowing(VALUE)): string {
  let rest = '';
  let position = 0;
  for (const { start, end } of registry.match(text)) {
    rest += `${text.slice(position, start)}#`;
    position = end;
  }
  return rest + text.slice(position);
}

const percentAll = (text: string, digits: (hex: string) => string = (hex) => hex): string =>
  [...Buffer.from(text)].map((byte) => `%${digits(byte.toString(16).padStart(2, '0'))}`).join('');
const unicodeAll = (text: string): string =>
  text.replace(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
const wrapped = (text: string, width: number, end = '\n'): string =>
  (text.match(new RegExp(`.{1,${width}}`, 'g')) ?? []).join(end);

describe('the secrets that were read', () => {
  it.each([
    ['as it is', VALUE],
    ['hexadecimal', bytes.toString('hex')],
    ['hexadecimal in capitals', bytes.toString('hex').toUpperCase()],
    ['percent-encoded where it must be', encodeURIComponent(VALUE)],
    ['percent-encoded all over', percentAll(VALUE)],
    ['percent-encoded in capitals', percentAll(VALUE, (hex) => hex.toUpperCase())],
    ['percent-encoded twice', encodeURIComponent(percentAll(VALUE))],
    ['escaped in JSON', JSON.stringify(VALUE).slice(1, -1)],
    ['escaped in JSON inside JSON', JSON.stringify(JSON.stringify(VALUE)).slice(3, -3)],
    ['escaped character by character', unicodeAll(VALUE)],
    ['base64, percent-encoded', percentAll(bytes.toString('base64').replace(/=+$/, ''))],
    ['hexadecimal, in lines', wrapped(bytes.toString('hex'), 16)],
  ])('are found %s, to the character', (_, form) => {
    expect(without(`before ${form} after`)).toBe('before # after');
    expect(without(form)).toBe('#');
    expect(without(`${form}, ${form}`)).toBe('#, #');
  });

  it.each(['base64', 'base64url'] as const)('are found in %s wherever they begin in what is encoded', (alphabet) => {
    for (const before of ['', 'u', 'us', 'use', 'user:']) {
      for (const after of ['', 'a', 'ab', 'abc', '\n']) {
        const encoded = Buffer.from(`${before}${VALUE}${after}`).toString(alphabet);
        const rest = without(`Basic ${encoded}`);
        expect(rest, encoded).toContain('#');
        // What is left decodes to nothing of the secret.
        const said = Buffer.from(rest.slice('Basic '.length).split('#')[0] ?? '', alphabet).toString('latin1');
        expect(before.startsWith(said)).toBe(true);
      }
    }
  });

  it('are found in base64 that was broken into lines, at every place of the break', () => {
    for (let lead = 0; lead < 80; lead += 1) {
      const text = wrapped(Buffer.from(`${'x'.repeat(lead)}${VALUE} and more`).toString('base64'), 76, '\r\n');
      expect(knowing(VALUE).match(text), String(lead)).toHaveLength(1);
    }
  });

  it('are found wherever they stand, whatever else is looked for', () => {
    const values = Array.from({ length: 60 }, (_, index) => randomSecret(6 + (index % 40)));
    const registry = knowing(...values);
    const noise = () => randomBytes(30).toString('base64');
    for (const [index, value] of values.entries()) {
      const text = `${noise()} ${value} ${noise()}`;
      const name = index === 0 ? 'github' : `other-${index}`;
      expect(registry.match(text)).toContainEqual({ name, start: 41, end: 41 + value.length });
    }
  });

  it('are found when they overlap, or one holds another', () => {
    const registry = knowing('Xk2-9qrs7Tuv', 's7Tuv_Wz41Bc', 'Xk2-9qrs7');
    const found = registry.match('aXk2-9qrs7Tuv_Wz41Bcz');
    expect(found.map(({ name, start, end }) => [name, start, end])).toEqual([
      ['github', 1, 13],
      ['other-2', 1, 10],
      ['other-1', 8, 20],
    ]);
  });

  it('are remembered with the values they had before, a few of them, and without the line’s end', () => {
    const registry = createSecretRegistry();
    const values = Array.from({ length: 6 }, () => randomBytes(12).toString('hex'));
    for (const value of values) registry.learn('one', `${value}\n`);
    expect(values.map((value) => registry.match(value).length)).toEqual([0, 0, 1, 1, 1, 1]);
    registry.learn('one', values[2] ?? '');
    registry.learn('one', randomBytes(12).toString('hex'));
    expect(values.map((value) => registry.match(value).length)).toEqual([0, 0, 1, 0, 1, 1]);
  });

  it('say how much of a text one of them may take up', () => {
    expect(createSecretRegistry().reach).toBe(0);
    expect(knowing('short').reach).toBe(0);
    const { reach } = knowing(VALUE);
    const forms = [percentAll(percentAll(VALUE)), JSON.stringify(unicodeAll(VALUE))];
    expect(Math.max(...forms.map(({ length }) => length))).toBeLessThanOrEqual(reach * 2);
    expect(encodeURIComponent(percentAll(VALUE)).length).toBeLessThanOrEqual(reach);
    expect(JSON.stringify(unicodeAll(VALUE)).length).toBeLessThanOrEqual(reach);
  });

  it('do not show themselves', () => {
    const registry = knowing(VALUE);
    expect(JSON.stringify(registry)).not.toContain('9fQ2');
    expect(Object.values(registry).filter((member) => typeof member !== 'function')).toEqual([registry.reach]);
  });
});

describe('values that anybody might write', () => {
  it.each([
    ...['short', '1234567', 'aaaaaaaaaaaa', 'abababababab', '20270131', '5432', 'true', 'password', 'production'],
    ...[
      '2027-01-31 12:30:00',
      'postgres',
      'eu-central-1',
      'gpt-4o-mini',
      'localhost:5432',
      'admin@example.com',
      'changeme123',
      'username1',
    ],
    ...['https://api.github.com/v3/users', '/usr/local/share/certificates', 'application/json', 'my-project-2024'],
    ...['Authorization', 'clientSecret', 'secret-token', 'sk-1234567890', 'python311', 'API_KEY', 'README.md'],
  ])('such as %j are never looked for', (value) => {
    expect(knowing(value).match(`${value} "${value}" ${Buffer.from(value).toString('base64')}`)).toEqual([]);
  });

  it.each([
    ...['x9Kq72Lm', 'Tr0ub4dor&3', 'qwhzkfmpwxlz', '4929-1837-5561-0032', '384756102938', 'deadb33f'],
    ...['correct-horse-battery-staple', 'https://hooks.example.com/services/T0/B0/x8Fz2kQ9', '/9j4AAQSkZJRgABAQEAYABg'],
    ...['postgres://app:Wq8_zL2k@db/app', 'AKIAIOSFODNN7EXAMPLE'],
  ])('are told from secrets such as %j', (value) => {
    expect(knowing(value).match(`: ${value}.`)).toEqual([{ name: 'github', start: 2, end: 2 + value.length }]);
  });
});

describe('ordinary texts', () => {
  const root = join(import.meta.dirname, '../../../../..');
  const readmes = readdirSync(join(root, 'node_modules'))
    .slice(0, 250)
    .flatMap((name) => ['README.md', 'package.json'].map((file) => join(root, 'node_modules', name, file)))
    .concat(join(root, 'package-lock.json'), join(root, 'README.md'))
    .flatMap((path) => {
      try {
        return [readFileSync(path, 'utf8')];
      } catch {
        return [];
      }
    });
  // Of every form that secrets have, and things that are none and lie in a vault all the same.
  const secrets = Array.from({ length: 100 }, (_, index) => [
    randomBytes(6 + (index % 30)).toString('base64'),
    randomBytes(4 + (index % 30)).toString('hex'),
    String(randomBytes(6).readUIntBE(0, 6)).padStart(12, '0'),
  ]).flat();
  const words = [
    'production',
    'https://github.com',
    'username',
    'node_modules',
    'javascript',
    'MIT-License',
    'localhost',
  ];

  it('hold none of them', () => {
    const registry = knowing(...secrets, ...words);
    expect(readmes.length).toBeGreaterThan(100);
    expect(readmes.flatMap((text) => registry.match(text))).toEqual([]);
  });

  it('are looked through quickly, however many secrets there are', () => {
    const registry = knowing(...secrets);
    const text = readmes.join('\n').slice(0, 1_000_000);
    registry.match(text);
    const startedAt = performance.now();
    registry.match(text);
    const ms = performance.now() - startedAt;
    process.stdout.write(`A look for 300 secrets in 1 MB: ${ms.toFixed(1)} ms\n`);
    expect(ms).toBeLessThan(500);
  });
});
