import type { JsonObject } from '../../../shared/model/json-rpc';
import type { Logger } from '../ports/logger';
import type { SchemaCheck } from './compile-schema';

export interface ArgumentProblem {
  /** JSON Pointer into the arguments; empty for the arguments as a whole. */
  readonly at: string;
  readonly message: string;
}

/** Checks tool arguments against the tool’s input schema, which comes from a server and is not trusted. */
export interface ArgumentChecker {
  /** Problems found; empty when the arguments fit. Compiles each schema once, when it is first needed. */
  check(
    inputSchema: JsonObject,
    args: JsonObject,
    tool: string,
  ): readonly ArgumentProblem[] | Promise<readonly ArgumentProblem[]>;
}

export function createArgumentChecker(log: Logger): ArgumentChecker {
  const checks = new WeakMap<JsonObject, SchemaCheck>();

  async function compile(inputSchema: JsonObject, tool: string): Promise<SchemaCheck> {
    // Loaded when the first tool is called: a gateway that only waits should be small.
    const { compileSchema } = await import('./compile-schema');
    const compiled = compileSchema(inputSchema);
    if (!compiled.complete) {
      log.warn('A tool’s input schema cannot be checked in full', { tool, reason: compiled.reason });
    }
    checks.set(inputSchema, compiled.check);
    return compiled.check;
  }

  return {
    check(inputSchema, args, tool) {
      const known = checks.get(inputSchema);
      if (known !== undefined) return known(args);
      return compile(inputSchema, tool).then((check) => check(args));
    },
  };
}
