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
  if (PROSE.test(member)) return 'prose';
  if (COMMAND.test(member)) return 'command';
  if (QUERY.test(member)) return 'query';
  return text.length > MAX_VALUE || (text.match(/\n/g)?.length ?? 0) > 3 ? 'prose' : 'value';
}
