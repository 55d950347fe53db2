import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { GatewayError } from '../../../shared/errors/gateway-error';
import { isJsonObject } from '../../../shared/model/json-rpc';
import type { Phase } from '../../gateway/ports/guardrail';
import type { DetectorExplanation, PolicyExplanation } from '../../inspector';
import { spokenOf } from '../../spoken-rules';
import { describeArgumentRules, describeSpoken } from '../argument-rule-text';
import { EXIT } from '../exit-codes';
import { formatTable } from '../format-table';
import { addAnswerOptions, answering, type Answer, type CommandNeeds, type Invocation } from '../leaf-command';
import { readPolicyTest, runPolicyTest } from '../policy-test';

interface PlaceOptions {
  readonly project?: string;
  readonly config?: string;
  readonly server?: string;
  readonly tool?: string;
}

interface ExplainOptions extends PlaceOptions {
  readonly arguments?: string;
}

/** `policy …`: what is done about what guardrails find. */
export function addPolicyCommands(program: Command, needs: CommandNeeds): void {
  const group = program
    .command('policy')
    .description('what is done about what guardrails find')
    .enablePositionalOptions();
  addAnswerOptions(
    group.command('explain').description('show the policy in force at a place, and which level says what'),
  )
    .option('--project <id>', 'as for keys of this project', 'default')
    .option('--config <id>', 'the config that has the server', 'default')
    .option('--server <name>', 'for this server')
    .option('--tool <name>', 'for this tool of the server')
    .option('--arguments <json>', 'say what the argument rules make of these arguments of the tool')
    .action(answering<ExplainOptions>(needs, (invocation) => explain(needs, invocation)));
  addAnswerOptions(group.command('test <file>').description('compare verdicts with those that a file expects')).action(
    answering(needs, (invocation, file = '') => test(needs, invocation, file)),
  );
  addAnswerOptions(
    group.command('convert <file>').description('print the policies of an enkrypt_mcp_config.json in our words'),
  ).action(answering(needs, (_, file = '') => convert(needs, file)));
}

async function explain({ doors }: CommandNeeds, { options, data, log }: Invocation<ExplainOptions>): Promise<Answer> {
  const given = options.arguments === undefined ? undefined : readArguments(options);
  const { project = 'default', config = 'default', server = 'any', tool } = options;
  const inspector = await doors.openInspector({ ...data, log, useConfig: true });
  try {
    const place = { projectId: project, configId: config, server, ...(tool === undefined ? {} : { tool }) };
    const explanation = inspector.explain(place);
    const text = [describe(explanation), ...describeArgumentRules(explanation.argumentRules)].join('\n');
    if (given === undefined) return { facts: { place, ...explanation }, text };
    const judgement = await inspector.judgeArguments({ ...place, tool: given.tool }, given.args);
    const spoken = spokenOf(judgement);
    return { facts: { place, ...explanation, arguments: spoken }, text: `${text}\n\n${describeSpoken(spoken)}` };
  } finally {
    await inspector.dispose();
  }
}

function readArguments({ tool, arguments: text = '' }: ExplainOptions) {
  if (tool === undefined) throw new GatewayError('invalid_params', '--arguments needs --server and --tool');
  let args: unknown;
  try {
    args = JSON.parse(text);
  } catch (cause) {
    throw new GatewayError('invalid_params', `--arguments is not JSON: ${(cause as Error).message}`, {}, { cause });
  }
  if (isJsonObject(args)) return { tool, args };
  throw new GatewayError('invalid_params', '--arguments must be an object');
}

const PHASES: readonly Phase[] = ['server', 'listing', 'input', 'output'];

function describe({ mode, levels, redaction, approvals, guardrails, detectors }: PolicyExplanation): string {
  const { restoreInAnswers, restoreInArguments } = redaction;
  const mayKnow = typeof restoreInArguments === 'string' ? restoreInArguments : restoreInArguments.join(', ');
  const seats = PHASES.map((phase) => `${phase} ${guardrails[phase].join(', ') || 'nobody'}`);
  return [
    `levels       ${levels.join(' → ')}`,
    `mode         ${mode === 'monitor' ? 'monitor: recorded, nothing changed' : 'enforce'}`,
    `guardrails   ${seats.join(' · ')}`,
    `people       ${describePeople(approvals)}`,
    `placeholders put back in answers: ${restoreInAnswers ? 'yes' : 'no'}; in arguments: ${mayKnow}`,
    '',
    formatTable(['detector', ...PHASES, 'said by'], detectors.map(rowOf)),
  ].join('\n');
}

const ASKED: Readonly<Record<PolicyExplanation['approvals']['ask'], string>> = {
  nothing: 'asked about no tool as such',
  writes: 'asked about tools that change something',
  'all-but-reads': 'asked about tools that do not say that they only read',
  everything: 'asked about every tool',
};

function describePeople({ ask, results, askClient }: PolicyExplanation['approvals']): string {
  const also = results === 'everything' ? ', and about every result' : '';
  return `${ASKED[ask]}${also}; the client may ask its own user: ${askClient ? 'yes' : 'no'}`;
}

function rowOf({ detector, decisions, guardrails }: DetectorExplanation): readonly string[] {
  const cells = PHASES.map((phase) => {
    const { action, severity, threshold, escalate } = decisions[phase];
    if (action === 'off') return 'off';
    const from = severity === 'low' ? '' : ` from ${severity}`;
    const certain = threshold === 0.5 ? '' : ` ≥ ${threshold}`;
    return `${action}${from}${certain}${escalate === undefined ? '' : `, ${escalate.action} if ${escalate.from}`}`;
  });
  const origins = [...new Set(PHASES.map((phase) => decisions[phase].origin))].join(', ');
  return [detector, ...cells, guardrails.length === 0 ? `${origins} (nobody looks)` : origins];
}

async function test({ doors, io }: CommandNeeds, { data, log }: Invocation<unknown>, file: string): Promise<Answer> {
  const path = resolve(io.cwd, file);
  const { policy, cases } = readPolicyTest(await readText(path), path);
  const inspector = await doors.openInspector({
    ...data,
    log,
    useConfig: true,
    ...(policy === undefined ? {} : { policy }),
  });
  try {
    const results = await runPolicyTest(inspector, cases);
    const failed = results.filter(({ problem }) => problem !== undefined).length;
    const lines = results.map(({ name, problem }) =>
      problem === undefined ? `ok      ${name}` : `FAILED  ${name}: ${problem}`,
    );
    const count = `${results.length - failed} passed, ${failed} failed`;
    return {
      facts: { passed: results.length - failed, failed, results },
      text: [...lines, '', count].join('\n'),
      exitCode: failed === 0 ? EXIT.ok : EXIT.expectationMissed,
    };
  } finally {
    await inspector.dispose();
  }
}

async function convert({ doors, io }: CommandNeeds, file: string): Promise<Answer> {
  const path = resolve(io.cwd, file);
  const converted = await doors.convertPolicies(await readText(path), path);
  return { facts: converted, text: JSON.stringify(converted, undefined, 2) };
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'unknown cause';
    throw new GatewayError('invalid_params', `${path} cannot be read (${code})`, {}, { cause });
  }
}
