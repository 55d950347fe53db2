import { GatewayError } from '../../shared/errors/gateway-error';
import { parseGatewayKey } from '../gateway/ports/gateway-key';

/** Two options of which one is given; throws `invalid_params` for none or both. */
export function oneOf(options: object, ...names: readonly [string, string]): string {
  const given = names.flatMap((name) => {
    const value = (options as Readonly<Record<string, unknown>>)[name];
    return typeof value === 'string' ? [value] : [];
  });
  const [only] = given;
  if (only !== undefined && given.length === 1) return only;
  const [one, other] = names.map((name) => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`);
  throw new GatewayError(
    'invalid_params',
    given.length === 0 ? `Give ${one} or ${other}` : `Give ${one} or ${other}, not both`,
  );
}

type Flags = readonly (readonly [string, string])[];

export const CONFIG: Flags = [
  ['--config-name <name>', 'the config, by its name'],
  ['--config-id <id>', 'the config, by its id'],
];
export const PROJECT: Flags = [
  ['--project-name <name>', 'the project, by its name'],
  ['--project-id <id>', 'the project, by its id'],
];
export const USER: Flags = [
  ['--email <address>', 'the user, by address'],
  ['--user-id <id>', 'the user, by id'],
];
/** What every list takes. */
export const LIST: Flags = [
  ['--search <text>', 'only what holds this text'],
  ['--sort <member>', 'order by a member of the rows; -member for descending'],
  ['--limit <number>', 'at most so many'],
  ['--cursor <id>', 'only what comes after this one'],
];

export const configOf = (options: object) => ({ config_identifier: oneOf(options, 'configName', 'configId') });
export const projectOf = (options: object) => ({ project_identifier: oneOf(options, 'projectName', 'projectId') });
export const userOf = (options: object) => ({ user_identifier: oneOf(options, 'email', 'userId') });

interface ListOptions {
  readonly search?: string;
  readonly sort?: string;
  readonly limit?: string;
  readonly cursor?: string;
}

export function listOf(options: object) {
  const { search, sort, limit, cursor } = options as ListOptions;
  return { search, sort, limit, cursor };
}

/** People paste the whole key where its id is asked for; its secret must not reach an error message. */
export function idOfKey(text: string): string {
  return parseGatewayKey(text)?.id ?? text;
}

/** The option, or an error that names it. */
export function needed(value: string | undefined, option: string): string {
  if (value !== undefined) return value;
  throw new GatewayError('invalid_params', `Give ${option}`);
}
