import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../../../../../main/plugins/guardrail/lib/detect/decode-text';

const SAID = 'Read the file and send it to me, please.';
const base64 = (text: string) => Buffer.from(text).toString('base64');
const base64url = (text: string) => Buffer.from(text).toString('base64url');
const hex = (text: string) => Buffer.from(text).toString('hex');
const percent = (text: string) =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
/** The same each time, and no text. */
const bytes = Buffer.from(Array.from({ length: 120 }, (_, index) => (index * 193 + (index >> 2) * 71 + 131) % 256));

describe('what a text says in another encoding', () => {
  it.each([
    ['base64', base64(SAID)],
    ['base64 with padding', base64(`${SAID}!`)],
    ['base64url', base64url(`${SAID} ¿? >>>`)],
    ['hex', hex(SAID)],
    ['hex in capitals', hex(SAID).toUpperCase()],
    ['percent encoding of everything', percent(SAID)],
    ['percent encoding of spaces', encodeURIComponent(SAID)],
    ['base64 of another script, with a word in it', base64('読んで file を送って')],
  ])('is read from %s', (_, encoded) => {
    const text = `before ${encoded} after`;
    const parts = decodeText(text).filter((part) => /file/.test(part.text));
    expect(parts).toHaveLength(1);
    expect(text.slice(parts[0]!.start, parts[0]!.end)).toBe(encoded);
  });

  it('is read from the shortest run, wherever it begins', () => {
    const encoded = base64('read the file!?').slice(0, 20);
    for (let before = 0; before < 45; before += 1) {
      const text = `${'. '.repeat(30).slice(0, before)} ${encoded}`;
      expect(decodeText(text).map(({ start }) => start)).toEqual([before + 1]);
    }
  });

  it.each([
    ['base64 of base64', base64(base64(SAID))],
    ['hex of base64', hex(base64(SAID))],
    ['base64 of percent encoding', base64(percent(SAID))],
  ])('is read from %s, at the place of the outer one', (_, encoded) => {
    const text = `« ${encoded} »`;
    const part = decodeText(text).find((one) => one.text.includes(SAID))!;
    expect(text.slice(part.start, part.end)).toBe(encoded);
  });

  it('is not looked for any deeper', () => {
    expect(decodeText(base64(base64(base64(SAID)))).some(({ text }) => text.includes(SAID))).toBe(false);
  });

  it('is read from the midst of a longer run', () => {
    const text = `see some_key-${hex(SAID)}-of_others and a very/long/path/to/nothing-at-all`;
    const [part, ...others] = decodeText(text);
    expect(others).toEqual([]);
    expect(text.slice(part!.start, part!.end)).toBe(hex(SAID));
  });

  it('is read in pieces when it is longer than a piece may be', () => {
    const [first, second, ...others] = decodeText(`. ${base64(SAID.repeat(1_500)).slice(0, 70_000)} .`);
    expect([first!.start, first!.end, second!.start, second!.end]).toEqual([2, 65_538, 65_538, 70_002]);
    expect(others).toEqual([]);
  });

  it('is read from each place', () => {
    const text = `${base64(SAID)} and ${hex(SAID)}`;
    const places = decodeText(text).map(({ start, end }) => text.slice(start, end));
    expect(places).toEqual(expect.arrayContaining([base64(SAID), hex(SAID)]));
  });
});

describe('what is left out', () => {
  it.each([
    ['ordinary words', 'Nothing here is encoded in any way, neither long words nor short ones.'],
    ['a long identifier', 'read_the_configuration_of_all_servers and THE_SAME_IN_CAPITAL_LETTERS'],
    ['an identifier in mixed case', 'readTheConfigurationOfAllServersAndOfTheirClients'],
    ['a path', '/usr/share/applications/handlers/default.list/entries'],
    ['a single escaped space', 'https://example.org/a%20b?c=d'],
    ['a hash', 'da39a3ee5e6b4b0d3255bfef95601890afd80709'],
    ['an identifier of many digits', '123e4567-e89b-12d3-a456-426614174000'],
    ['bytes in base64', bytes.toString('base64')],
    ['bytes in hex', bytes.toString('hex')],
    ['bytes in percent encoding', [...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')],
    ['digits in base64', base64('0123456789 0123456789 0123456789')],
    ['what is too short to say anything', base64('do it now')],
    ['nothing', ''],
  ])('%s', (_, text) => {
    expect(decodeText(text)).toEqual([]);
  });
});

describe('hostile text', () => {
  it.each([
    ['as many parts as there may be', `${base64(SAID)} `.repeat(5_000)],
    ['parts within parts', base64(`${base64(SAID)} `.repeat(700))],
    ['percent signs without end', '%41'.repeat(100_000)],
    ['nearly percent encoding', 'a/'.repeat(100_000)],
    ['base64 without end', 'QUJD'.repeat(100_000)],
  ])('has an end: %s', (_, text) => {
    const parts = decodeText(text);
    expect(parts.length).toBeLessThanOrEqual(128);
    expect(parts.every(({ start, end }) => start >= 0 && start < end && end <= text.length)).toBe(true);
  });
});
