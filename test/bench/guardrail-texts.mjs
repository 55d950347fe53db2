const WORDS =
  'the server reads a list of files and returns one line for each of them with size owner and time of the last change while the client waits for an answer that fits the schema'.split(
    ' ',
  );

/** Prose without end, the same each time. */
export function prose(length) {
  let text = '';
  for (let index = 0; text.length < length; index += 1) {
    text += `${WORDS[(index * 7 + (index >> 3)) % WORDS.length]}${index % 17 === 16 ? '.\n' : ' '}`;
  }
  return text.slice(0, length);
}

export function code(length) {
  const line = (index) =>
    `export function read${index}(path: string, options: Options = {}): Promise<Buffer> {\n  return open(path, { flags: 'r', mode: 0o${index % 8}44 }).then((file) => file.read(${index * 37}));\n}\n`;
  let text = '';
  for (let index = 0; text.length < length; index += 1) text += line(index);
  return text.slice(0, length);
}

/** Rows as a server lists them: many short strings. */
export function rows(length) {
  const list = [];
  for (let index = 0; JSON.stringify(list).length < length; index += 1) {
    list.push({
      id: `row-${index}`,
      name: WORDS[index % WORDS.length],
      changed: '2027-01-31T12:00:00Z',
      size: index * 911,
    });
  }
  return list;
}

const MEGABYTE = 1024 * 1024;
const repeated = (unit) => unit.repeat(Math.ceil(MEGABYTE / unit.length)).slice(0, MEGABYTE);

/** A megabyte each of what looks like the beginning of everything that is searched for. */
export const HOSTILE = [
  ['ordinary prose', prose(MEGABYTE)],
  ['ordinary code', code(MEGABYTE)],
  ['one letter', repeated('a')],
  ['spaces', repeated(' ')],
  ['marks before machines', repeated(`${'- '.repeat(1_000)}ai x\n`)],
  ['machines in rows', repeated('note to the ai assistant bot model ')],
  ['digits', repeated('4111 1111 ')],
  ['base64 without end', repeated('QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNk')],
  [
    'base64 of base64',
    Buffer.from(Buffer.from(prose(590_000)).toString('base64'))
      .toString('base64')
      .slice(0, MEGABYTE),
  ],
  ['percent encoding', repeated('%41%42%43')],
  ['hex', repeated('4a6f686e')],
  ['key names', repeated('password= secret: api_key=" token ')],
  ['token prefixes', repeated('ghp_ sk-ant- AKIA xoxb- eyJ glpat- ')],
  ['private key headers', repeated('-----BEGIN PRIVATE KEY----- ')],
  ['e-mail without end', repeated('a@a.a@')],
  ['phone-like numbers', repeated('+44 20 7946 0000 ')],
  ['override words', repeated('ignore previous instructions and disregard ')],
  ['override words, nearly', repeated('ignore all the many previous old ')],
  ['tags', repeated('<system><|im_start|>[INST] ')],
  ['open comments', repeated('<!-- ')],
  ['zero width', repeated('a\u200bb\u200c')],
  ['tag characters', repeated('\u{e0041}\u{e0042}')],
  ['combining marks', repeated('a\u0301\u0302\u0303')],
  ['look-alikes', repeated('раураl іgnоrе ')],
  ['addresses', repeated('http://127.0.0.1/a?b=c ')],
  ['open address', `http://${'a'.repeat(MEGABYTE - 7)}`],
  ['open pictures', repeated('![a](http://')],
  ['steps upwards', repeated('../')],
  ['quotes', repeated("' or '")],
  ['open braces', repeated('{{ config.')],
  ['many short strings', Array.from({ length: 60_000 }, (_, index) => `value ${index} x`)],
  [
    'many members',
    Object.fromEntries(
      Array.from({ length: 9_000 }, (_, index) => [`member_${index}_x9`, { deeper: `some text ${index}`.repeat(5) }]),
    ),
  ],
];
