import { z } from 'zod';
import { GatewayError } from '../../shared/errors/gateway-error';
import type { Inspector } from '../inspector';

const Case = z
  .strictObject({
    name: z.string().min(1).optional(),
    phase: z.enum(['server', 'listing', 'input', 'output']),
    text: z.string().optional(),
    content: z.unknown().optional(),
    tool: z.record(z.string(), z.unknown()).optional(),
    /** A call of the tool `toolName`: the guardrails judge it, and then the argument rules. */
    arguments: z.record(z.string(), z.unknown()).optional(),
    /** The place whose policy is tried. */
    project: z.string().min(1).default('default'),
    config: z.string().min(1).default('default'),
    server: z.string().min(1).default('any'),
    toolName: z.string().min(1).optional(),
    expect: z.strictObject({
      action: z.enum(['allow', 'flag', 'redact', 'ask', 'block']),
      /** Each must be among the detectors that found something. */
      detectors: z.array(z.string()).optional(),
      /** Each must be among the argument rules that spoke. */
      rules: z.array(z.string()).optional(),
    }),
  })
  .refine(
    ({ text, content, tool, arguments: args }) =>
      [text, content, tool, args].filter((one) => one !== undefined).length === 1,
    'needs exactly one of "text", "content", "tool" and "arguments"',
  )
  .refine(
    ({ arguments: args, phase, toolName }) => args === undefined || (phase === 'input' && toolName !== undefined),
    'has "arguments", which need the phase "input" and a "toolName"',
  );
const PolicyTest = z.strictObject({ policy: z.unknown().optional(), cases: z.array(Case).min(1) });

export type PolicyCase = z.output<typeof Case>;

export interface CaseResult {
  readonly name: string;
  /** Absent: as expected. */
  readonly problem?: string;
}

/** Throws `invalid_params` naming the file and the place when it is no policy test. */
export function readPolicyTest(text: string, path: string): z.output<typeof PolicyTest> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new GatewayError('invalid_params', `${path} is not JSON: ${(cause as Error).message}`, {}, { cause });
  }
  const parsed = PolicyTest.safeParse(value);
  if (parsed.success) return parsed.data;
  const reasons = parsed.error.issues.map(({ path: at, message }) => `${at.join('.') || 'the file'}: ${message}`);
  throw new GatewayError('invalid_params', `${path} is not a policy test: ${reasons.join('; ')}`);
}

/** Puts every case to the guardrails, one after another. */
export async function runPolicyTest(
  inspector: Inspector,
  cases: readonly PolicyCase[],
): Promise<readonly CaseResult[]> {
  const results: CaseResult[] = [];
  for (const [index, one] of cases.entries()) {
    const name = one.name ?? `case ${index + 1}`;
    const problem = await missedBy(inspector, one);
    results.push(problem === undefined ? { name } : { name, problem });
  }
  return results;
}

async function missedBy(inspector: Inspector, one: PolicyCase): Promise<string | undefined> {
  const { phase, project, config, server, toolName, expect } = one;
  const place = { projectId: project, configId: config, server, ...(toolName === undefined ? {} : { tool: toolName }) };
  const method = phase === 'input' || phase === 'output' ? 'tools/call' : 'tools/list';
  const content = one.text ?? one.tool ?? one.content ?? { name: toolName, arguments: one.arguments };
  const judged = await inspector.judge(place, { phase, method, content });
  const ruled = await ruledBy(inspector, one);
  const action = harder(judged.action, ruled.action);
  const found = [...new Set(judged.findings.map(({ detector, rule }) => detector ?? rule))];
  const spoken = [...found, ...ruled.rules.map((rule) => `rule ${rule}`)];
  const told = spoken.length === 0 ? 'nothing found' : `found by ${spoken.join(', ')}`;
  if (action !== expect.action) return `expected ${expect.action}, was ${action} (${told})`;
  const missing = [
    ...(expect.detectors ?? []).filter((name) => !(found as readonly string[]).includes(name)),
    ...(expect.rules ?? []).filter((id) => !ruled.rules.includes(id)).map((id) => `rule ${id}`),
  ];
  return missing.length === 0 ? undefined : `not found by ${missing.join(', ')} (${told})`;
}

type ExpectedAction = PolicyCase['expect']['action'];
const HARDNESS: readonly ExpectedAction[] = ['allow', 'flag', 'redact', 'ask', 'block'];

const harder = (a: ExpectedAction, b: ExpectedAction): ExpectedAction =>
  HARDNESS.indexOf(a) < HARDNESS.indexOf(b) ? b : a;

async function ruledBy(inspector: Inspector, { project, config, server, toolName, arguments: args }: PolicyCase) {
  if (args === undefined || toolName === undefined) return { action: 'allow', rules: [] as readonly string[] } as const;
  const place = { projectId: project, configId: config, server, tool: toolName };
  const { action, objections } = await inspector.judgeArguments(place, args);
  const isMonitored = inspector.explain(place).mode === 'monitor' && action !== 'allow';
  return {
    action: isMonitored ? ('flag' as const) : action,
    rules: [...new Set(objections.map(({ rule }) => rule.id))],
  };
}
