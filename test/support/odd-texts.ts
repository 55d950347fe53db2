import fc from 'fast-check';
import { stringify as toToml } from 'smol-toml';
import { stringify as toYaml } from 'yaml';
import { isJsonObject, type JsonObject } from '../../shared/model/json-rpc';

/** Texts that are odd but valid, in each form that clients write. */

const name = fc.oneof(
  fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/),
  fc.constantFrom('a b', 'a.b', '"quoted"', "it's", 'ünï', '#no', '{x}', 'x: y', '[z]', '\\', '//', '/* */'),
);
const words = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.constantFrom(
    '',
    '//',
    '/*',
    '# no',
    '[mcp_servers.x]',
    '{',
    '}',
    ',',
    ': ',
    '- ',
    '\n[[a]]\n',
    'a\tb',
    '\u007f',
    '\u2028',
  ),
);
const leaf = fc.oneof(words, fc.integer({ min: -1_000, max: 1_000 }), fc.boolean());
const server: fc.Arbitrary<JsonObject> = fc.record({
  command: words,
  args: fc.array(words, { maxLength: 3 }),
  env: fc.dictionary(fc.stringMatching(/^[A-Z_]{1,6}$/), words, { maxKeys: 2 }),
});
const servers = fc.dictionary(name, server, { maxKeys: 3 });
const settings = fc.dictionary(
  name,
  fc.oneof(leaf, fc.array(leaf, { maxLength: 3 }), fc.dictionary(name, leaf, { maxKeys: 3 })),
  { maxKeys: 4 },
);

export interface OddText {
  readonly text: string;
  /** How many servers stand in it. */
  readonly servers: number;
}

/** Other members before and after the servers, or no servers at all. */
const documents = (container: string) =>
  fc.tuple(settings, fc.option(servers, { nil: undefined }), settings).map(([before, found, after]) => ({
    value: {
      ...without(before, container),
      ...(found === undefined ? {} : { [container]: found }),
      ...without(after, container),
    } as JsonObject,
    servers: Object.keys(found ?? {}).length,
  }));

const without = (value: JsonObject, key: string): JsonObject =>
  Object.fromEntries(Object.entries(value).filter(([one]) => one !== key && one !== '__proto__'));

/** White space of every kind, and comments where there may be some. */
const gaps = (isLoose: boolean) =>
  fc.array(
    fc.constantFrom(
      '',
      ' ',
      '\n',
      '\r\n',
      '\t',
      '  \n\n  ',
      ...(isLoose ? ['/* a, b */', ' // {"x": 1},\n', '/*\n*/', '// }\r\n'] : []),
    ),
    { minLength: 1, maxLength: 12 },
  );

/** JSON as nobody would write it. */
export function oddJson(container: string, isLoose: boolean): fc.Arbitrary<OddText> {
  return fc
    .tuple(documents(container), gaps(isLoose), fc.boolean(), fc.boolean())
    .map(([{ value, servers: count }, spaces, hasBom, hasComma]) => {
      let turn = 0;
      const gap = (): string => spaces[turn++ % spaces.length]!;
      const write = (one: unknown): string => {
        const isList = Array.isArray(one);
        if (!isList && !isJsonObject(one)) return JSON.stringify(one);
        const parts = isList
          ? one.map(write)
          : Object.entries(one).map(([key, member]) => `${JSON.stringify(key)}${gap()}:${gap()}${write(member)}`);
        const inside = parts.map((part) => `${gap()}${part}${gap()}`).join(',');
        const comma = isLoose && hasComma && parts.length > 0 ? `,${gap()}` : '';
        return `${isList ? '[' : '{'}${inside}${comma}${gap()}${isList ? ']' : '}'}`;
      };
      return { text: `${hasBom ? '\ufeff' : ''}${gap()}${write(value)}${gap()}`, servers: count };
    });
}

/** JSON as programs and people write it. */
export function neatJson(container: string): fc.Arbitrary<OddText> {
  return fc
    .tuple(documents(container), fc.constantFrom('  ', '    ', '\t'), fc.constantFrom('\n', '\r\n'), fc.boolean())
    .map(([{ value, servers: count }, indent, eol, ends]) => ({
      text: JSON.stringify(value, undefined, indent).replaceAll('\n', eol) + (ends ? eol : ''),
      servers: count,
    }));
}

const COMMENTS = ['', '# a comment\n', '\n\n', '# [mcp_servers.secure-mcp-gateway]\n'];

export const oddToml: fc.Arbitrary<OddText> = fc
  .tuple(documents('mcp_servers'), fc.constantFrom(...COMMENTS), fc.constantFrom(...COMMENTS), fc.boolean())
  .map(([{ value, servers: count }, before, after, isCrlf]) => {
    const multi =
      'notes = """\n[mcp_servers.secure-mcp-gateway]\n\\"""\n"""\nraw = \'\'\'\n[[x]]\n\'\'\'\nlist = [\n  [1, 2],\n  ["]"]\n]\n';
    const { notes: _a, raw: _b, list: _c, ...rest } = value;
    const text = `${before}${multi}${toToml(rest)}${after}`;
    return { text: isCrlf ? text.replaceAll('\n', '\r\n') : text, servers: count };
  });

export function oddYaml(container: string, shape: 'map' | 'list'): fc.Arbitrary<OddText> {
  return fc
    .tuple(
      documents(container),
      fc.constantFrom(2, 4),
      fc.boolean(),
      fc.boolean(),
      fc.constantFrom('', '# top\n', '---\n', '%YAML 1.2\n---\n'),
    )
    .map(([{ value, servers: count }, indent, indentSeq, isCrlf, head]) => {
      const found = value[container];
      const listed =
        shape === 'map' || !isJsonObject(found)
          ? value
          : {
              ...value,
              [container]: Object.entries(found).map(([one, entry]) => ({ name: one, ...(entry as JsonObject) })),
            };
      const anchored = 'base: &base { a: 1 } # an anchor\nuses:\n  <<: *base\n  text: |\n    - not: a list\n';
      const { base: _a, uses: _b, ...rest } = listed as JsonObject;
      const body = Object.keys(rest).length === 0 ? '' : toYaml(rest, { indent, indentSeq, lineWidth: 0 });
      const text = `${head}${anchored}${body}`;
      return { text: isCrlf ? text.replaceAll('\n', '\r\n') : text, servers: count };
    });
}
