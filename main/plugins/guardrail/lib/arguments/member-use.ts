import type { Passage } from '../detect/detector';

/**
 * What a string in arguments is for, by the name of its member: `prose` is read or stored, `command` is run, `query` is
 * SQL or the like, `value` names one thing, such as a host or a file. What has no name is taken for a value.
 */
export type MemberUse = 'prose' | 'command' | 'query' | 'value';

const PROSE =
  /^(?:content|contents|text|texts|body|message|messages|prompt|description|comment|comments|markdown|html|diff|patch|notes?|summary|title|subject|document|new_?(?:str|string|text|content|source)|old_?(?:str|string|text|content)|edits?|thought|observations?|documentation|reason|explanation)$/i;
const COMMAND = /^(?:command|commands|cmd|cmdline|shell|bash|exec|script|code|source|program|snippet)$/i;
const QUERY = /^(?:sql|query|queries|statement|statements|cypher|graphql)$/i;

/** Longer values, and values of several lines, are prose whatever they are called. */
const MAX_VALUE = 4_096;

export function memberUse({ member = '', text }: Pick<Passage, 'member' | 'text'>): MemberUse {
  const use = useOf(member);
  return use === 'value' && (text.length > MAX_VALUE || hasManyLines(text)) ? 'prose' : use;
}

/** Names of members come again and again. */
const uses = new Map<string, MemberUse>();
const MAX_USES = 1_000;
const LONGEST_NAME = 64;

function useOf(member: string): MemberUse {
  if (member.length > LONGEST_NAME) return 'value';
  const known = uses.get(member);
  if (known !== undefined) return known;
  const use = PROSE.test(member) ? 'prose' : COMMAND.test(member) ? 'command' : QUERY.test(member) ? 'query' : 'value';
  if (uses.size < MAX_USES) uses.set(member, use);
  return use;
}

/** More than three line breaks. */
function hasManyLines(text: string): boolean {
  let at = -1;
  for (let count = 0; count < 4; count += 1) {
    at = text.indexOf('\n', at + 1);
    if (at === -1) return false;
  }
  return true;
}
