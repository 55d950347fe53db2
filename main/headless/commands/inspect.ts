import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { Option, type Command } from 'commander';
import { GatewayError } from '../../../shared/errors/gateway-error';
import { isJsonObject } from '../../../shared/model/json-rpc';
import type { Phase } from '../../gateway/ports/guardrail';
import type { Inspector } from '../../inspector';
import { EXIT } from '../exit-codes';
import { addDataOptions, invocationOf, type CommandNeeds } from '../leaf-command';

interface InspectOptions {
  readonly phase: Phase;
  readonly policy?: string;
  readonly jsonl: string;
  readonly configured?: true;
}

const PLACE = { projectId: '', configId: '', server: 'inspected' };

/** `inspect`: what the guardrails find in lines of a file, and what the policy would do about it. */
export function addInspectCommand(program: Command, needs: CommandNeeds): void {
  addDataOptions(program.command('inspect').description('say what the guardrails find in texts, line by line'))
    .addOption(
      new Option('--phase <phase>', 'where the texts are said to come from')
        .choices(['input', 'output', 'listing', 'server'])
        .makeOptionMandatory(),
    )
    .requiredOption('--jsonl <file>', 'lines {"id", "text"}, {"id", "content"} or {"id", "tool"}; - reads stdin')
    .option('--policy <file>', 'a policy (JSON) in place of the shipped one, where it speaks')
    .option('--configured', 'with the guardrails and the policy of the configuration')
    .action(async function (this: Command) {
      const { options, data, log } = invocationOf<InspectOptions>(needs, this);
      const { policy, configured } = options;
      const inspector = await needs.doors.openInspector({
        ...data,
        log,
        useConfig: configured === true,
        ...(policy === undefined ? {} : { policyPath: resolve(needs.io.cwd, policy) }),
      });
      try {
        needs.finish(await inspectLines(inspector, options, needs));
      } finally {
        await inspector.dispose();
      }
    });
}

async function inspectLines(inspector: Inspector, options: InspectOptions, { io }: CommandNeeds): Promise<number> {
  const { phase, jsonl } = options;
  const path = jsonl === '-' ? undefined : resolve(io.cwd, jsonl);
  let number = 0;
  let unread = 0;
  // What is measured here is what a gateway costs that has run for a while.
  await inspector.warmUp();
  for await (const line of linesOf(path, io.stdin)) {
    number += 1;
    if (line.trim() === '') continue;
    const answer = await inspectLine(inspector, line, { phase, number });
    if ('error' in answer) unread += 1;
    const isRoom = io.stdout.write(`${JSON.stringify(answer)}\n`);
    if (!isRoom) await new Promise((drained) => io.stdout.once('drain', drained));
  }
  return unread === 0 ? EXIT.ok : EXIT.badConfiguration;
}

async function* linesOf(path: string | undefined, stdin: CommandNeeds['io']['stdin']): AsyncGenerator<string> {
  const source = path === undefined ? stdin : createReadStream(path);
  try {
    yield* createInterface({ input: source, crlfDelay: Infinity });
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'unknown cause';
    throw new GatewayError('invalid_params', `${path ?? 'stdin'} cannot be read (${code})`, {}, { cause });
  }
}

interface LinePlace {
  readonly phase: Phase;
  readonly number: number;
}

async function inspectLine(inspector: Inspector, line: string, { phase, number }: LinePlace): Promise<object> {
  let item: unknown;
  try {
    item = JSON.parse(line);
  } catch (cause) {
    return { line: number, error: `is not JSON: ${(cause as Error).message}` };
  }
  if (!isJsonObject(item)) return { line: number, error: 'is not an object' };
  const { id } = item;
  const members = ['text', 'content', 'tool'].filter((name) => Object.hasOwn(item, name));
  const [member] = members;
  if (member === undefined || members.length > 1) {
    return { id, line: number, error: 'needs exactly one of "text", "content" and "tool"' };
  }
  const method = phase === 'listing' || phase === 'server' ? 'tools/list' : 'tools/call';
  const result = await inspector.inspect(PLACE, { phase, method, content: item[member] });
  return { id, ...result };
}
