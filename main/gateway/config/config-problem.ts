/** One thing that is wrong with a configuration, where it is, and what would probably set it right. */
export interface ConfigProblem {
  /** Such as `configs.default.servers.files.command` or `guardrails[0].use`; empty for the whole file. */
  readonly path: string;
  readonly message: string;
  readonly suggestion?: string;
}

export type PathPart = string | number;

/** Writes a path as people read it: `guardrails[0].servers[1]`. */
export function formatPath(parts: readonly PathPart[]): string {
  return parts.reduce<string>((path, part) => {
    if (typeof part === 'number') return `${path}[${part}]`;
    if (!/^[\w$-]+$/.test(part)) return `${path}[${JSON.stringify(part)}]`;
    return path === '' ? part : `${path}.${part}`;
  }, '');
}

/** One problem as one sentence, its place first. */
export function formatProblem({ path, message, suggestion }: ConfigProblem): string {
  const where = path === '' ? '' : `${path} `;
  return `${where}${message}${suggestion === undefined ? '' : ` (${suggestion})`}`;
}
