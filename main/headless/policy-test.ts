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
    /** The place whose policy is tried. */
    project: z.string().min(1).default('default'),
    config: z.string().min(1).default('default'),
    server: z.string().min(1).default('any'),
    toolName: z.string().min(1).optional(),
    expect: z.strictObject({
      action: z.enum(['allow', 'flag', 'redact', 'ask', 'block']),
      /** Each must be among the detectors that found something. */
      detectors: z.array(z.string()).optional(),
    }),
  })
  .refine(
    ({ text, content, tool }) => [text, content, tool].filter((one) => one !== undefined).length === 1,
    'needs exactly one of "text", "content" and "tool"',
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
  const content = one.text ?? one.tool ?? one.content;
  const { action, findings } = await inspector.judge(place, { phase, method, content });
  const found = [...new Set(findings.map(({ detector, rule }) => detector ?? rule))];
  const told = found.length === 0 ? 'nothing found' : `found by ${found.join(', ')}`;
  if (action !== expect.action) return `expected ${expect.action}, was ${action} (${told})`;
  const missing = (expect.detectors ?? []).filter((name) => !(found as readonly string[]).includes(name));
  return missing.length === 0 ? undefined : `not found by ${missing.join(', ')} (${told})`;
}
