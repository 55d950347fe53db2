import { GatewayError } from '../../shared/errors/gateway-error';
import { isJsonObject } from '../../shared/model/json-rpc';
import { formatPath, type PathPart } from '../gateway/config/config-problem';

/** Reads a place as problems name it: `guardrails[0].use`, `configs.default.servers["my server"]`. */
export function parsePath(text: string): readonly PathPart[] {
  const parts: PathPart[] = [];
  const part = /(?:^|\.)([\w$-]+)|\[(\d{1,6})\]|\[("(?:[^"\\]|\\.)*")\]/y;
  while (part.lastIndex < text.length) {
    const [, name, index, quoted] = part.exec(text) ?? [];
    if (name !== undefined) parts.push(name);
    else if (index !== undefined) parts.push(Number(index));
    else if (quoted !== undefined) parts.push(JSON.parse(quoted) as string);
    else
      throw new GatewayError(
        'invalid_params',
        `"${text}" is no place: use one such as listen.mcpPort or guardrails[0].use`,
      );
  }
  const [forbidden] = parts.filter((one) => one === '__proto__');
  if (parts.length > 0 && forbidden === undefined) return parts;
  throw new GatewayError('invalid_params', 'Name a place, such as listen.mcpPort or guardrails[0].use');
}

/** Sets what stands at a place; objects on the way are made, list members must be there or come next. */
export function setAt(root: object, path: readonly PathPart[], value: unknown): void {
  let holder: unknown = root;
  for (const [depth, part] of path.slice(0, -1).entries()) {
    const next: unknown = memberOf(holder, part);
    if (next === undefined || next === null) put(holder, part, typeof path[depth + 1] === 'number' ? [] : {}, path);
    holder = memberOf(holder, part);
  }
  put(holder, path.at(-1)!, value, path);
}

/** Takes away what stands at a place; throws `unknown_name` when nothing does. */
export function unsetAt(root: object, path: readonly PathPart[]): void {
  const holder = path.slice(0, -1).reduce<unknown>(memberOf, root);
  const last = path.at(-1)!;
  if (memberOf(holder, last) === undefined) {
    throw new GatewayError('unknown_name', `Nothing stands at ${formatPath([...path])}`);
  }
  if (Array.isArray(holder)) holder.splice(Number(last), 1);
  else delete (holder as Record<string, unknown>)[last];
}

export function memberOf(holder: unknown, part: PathPart): unknown {
  if (Array.isArray(holder)) return typeof part === 'number' ? (holder as unknown[])[part] : undefined;
  return isJsonObject(holder) && Object.hasOwn(holder, part) ? holder[part] : undefined;
}

function put(holder: unknown, part: PathPart, value: unknown, path: readonly PathPart[]): void {
  if (Array.isArray(holder) && typeof part === 'number' && part <= holder.length) holder[part] = value;
  else if (isJsonObject(holder) && typeof part === 'string') Object.assign(holder, { [part]: value });
  else throw new GatewayError('invalid_params', `Nothing can stand at ${formatPath([...path])}`);
}
