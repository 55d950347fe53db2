import { GatewayConfig } from '../../../shared/config/gateway-config';
import { checkArgumentRules } from './check-argument-rules';
import { checkCuration } from './check-curation';
import { checkReferences } from './check-references';
import type { ConfigProblem } from './config-problem';
import { describeProblems } from './describe-issue';
import { migrate } from './migrations';

export type ConfigExplanation =
  | { readonly config: GatewayConfig; readonly problems?: undefined }
  | {
      readonly config?: undefined;
      readonly problems: readonly ConfigProblem[];
      /** How far it could be judged: not beyond its version, its values and references, what they say together. */
      readonly depth: 0 | 1 | 2;
    };

/** Reads a parsed file as a configuration, or says everything that is wrong with it, each thing with its place. */
export function explainConfig(value: unknown): ConfigExplanation {
  const { value: current, problem } = migrate(value);
  if (problem !== undefined) return { problems: [problem], depth: 0 };
  const problems = [...describeProblems(GatewayConfig, current), ...checkReferences(current)];
  if (problems.length > 0) return { problems, depth: 1 };
  const config = GatewayConfig.parse(current);
  const further = [...checkArgumentRules(config), ...checkCuration(config)];
  return further.length > 0 ? { problems: further, depth: 2 } : { config };
}
