import { strings } from '../../strings/strings';

const { form } = strings.servers;

/** What a person typed about a server. */
export interface ServerDraft {
  readonly name: string;
  readonly config: string;
  /** `bundled`: it is part of the gateway, which knows how it is started. */
  readonly kind: 'program' | 'http' | 'bundled';
  readonly command: string;
  readonly args: string;
  readonly env: string;
  readonly url: string;
  readonly description: string;
}

export const EMPTY_DRAFT: ServerDraft = {
  name: '',
  config: '',
  kind: 'program',
  command: '',
  args: '',
  env: '',
  url: '',
  description: '',
};

const linesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** The first line that is no `NAME=value`, as an error for people. */
export function badEnvironment(text: string): string | undefined {
  const bad = linesOf(text).find((line) => !/^[A-Za-z_][A-Za-z0-9_]*=/.test(line));
  return bad === undefined ? undefined : form.badLine(bad);
}

/** The members that both the adding and the changing of a server take. An empty description takes an old one away. */
export function membersOf({ kind, command, args, env, url, description }: ServerDraft) {
  const described = { description: description.trim() };
  if (kind === 'http') return { ...described, settings: { url: url.trim() } };
  if (kind === 'bundled') return described;
  const variables = linesOf(env).map((line): [string, string] => {
    const at = line.indexOf('=');
    return [line.slice(0, at), line.slice(at + 1)];
  });
  return {
    ...described,
    server_command: command.trim(),
    args: [...linesOf(args)],
    ...(variables.length === 0 ? {} : { env: Object.fromEntries(variables) }),
  };
}
