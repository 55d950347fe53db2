import { resolve } from 'node:path';
import { GatewayError } from '../../shared/errors/gateway-error';
import type { JsonObject } from '../../shared/model/json-rpc';

/** What `server add` takes to describe a server. */
export interface ServerSettingOptions {
  readonly command?: string;
  readonly arg?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly url?: string;
  readonly header?: Readonly<Record<string, string>>;
  readonly transport?: string;
  readonly description?: string;
}

/** Makes the entry of `config.json` from the command line; throws `invalid_params` for options that do not fit together. */
export function serverSettings(options: ServerSettingOptions, words: readonly string[], cwd: string): JsonObject {
  const { url, description } = options;
  const common = description === undefined ? {} : { description };
  const isProgram = options.command !== undefined || words.length > 0;
  if (url === undefined && !isProgram) {
    throw misuse('Say how to reach the server: -- <command> [args…], --command <program> or --url <url>');
  }
  if (url !== undefined && isProgram) throw misuse('A server has either a command or --url, not both');
  if (url === undefined) return { ...programSettings(options, words, cwd), ...common };
  refuseOptions(options, ['arg', 'env', 'cwd'], 'is for programs, not for --url');
  const { transport, header } = options;
  return {
    url,
    ...(transport === undefined ? {} : { transport }),
    ...(header === undefined ? {} : { headers: header }),
    ...common,
  };
}

function programSettings(options: ServerSettingOptions, words: readonly string[], cwd: string): JsonObject {
  refuseOptions(options, ['header', 'transport'], 'is for --url, not for programs');
  if (options.command !== undefined && words.length > 0) {
    throw misuse(`The command is given twice: --command ${options.command}, and "${words.join(' ')}"`);
  }
  const [word = '', ...rest] = words;
  const args = [...rest, ...(options.arg ?? [])];
  return {
    command: fromHere(options.command ?? word, cwd),
    ...(args.length === 0 ? {} : { args }),
    ...(options.env === undefined ? {} : { env: options.env }),
    ...(options.cwd === undefined ? {} : { cwd: resolve(cwd, options.cwd) }),
  };
}

/** The gateway runs elsewhere, so `./server` is written as the place it means here. */
function fromHere(command: string, cwd: string): string {
  return /^\.{1,2}[/\\]/.test(command) ? resolve(cwd, command) : command;
}

function refuseOptions(
  options: ServerSettingOptions,
  names: readonly (keyof ServerSettingOptions)[],
  reason: string,
): void {
  const found = names.find((name) => options[name] !== undefined);
  if (found !== undefined) throw misuse(`--${found} ${reason}`);
}

function misuse(message: string): GatewayError {
  return new GatewayError('invalid_params', message);
}
