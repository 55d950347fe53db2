import { isJsonObject } from '../../../shared/model/json-rpc';
import { isSecretName, redact } from '../../../shared/text/redact';
import { secretNameFor } from '../../../shared/text/secret-name-for';
import { strings } from '../../strings/strings';

const { environment: words } = strings.servers;

/** A variable of a server’s environment. Values that are set already are known here by no more than where they lie. */
export interface Variable {
  /** Of the row: names of new ones are typed. */
  readonly id: number;
  readonly name: string;
  readonly isNew: boolean;
  /** What the configuration refers to, such as `${secret:token}`; absent: a value stands there, or none yet. */
  readonly reference?: string;
  /** What it shall be; absent: what it is. */
  readonly value?: string;
  /** Into the vault, which the configuration then names. */
  readonly isSecret: boolean;
  /** A person said whether it is. */
  readonly isDecided?: true;
  readonly isRemoved: boolean;
}

const REFERENCE = /\$\{[^}]+\}/;

/** Those that a server has, as its masked entry tells. */
export function variablesOf(entry: Readonly<Record<string, unknown>>): readonly Variable[] {
  const { env } = entry;
  if (!isJsonObject(env)) return [];
  return Object.entries(env).map(([name, shown], id) => ({
    id,
    name,
    isNew: false,
    ...(typeof shown === 'string' && REFERENCE.test(shown) ? { reference: shown } : {}),
    isSecret: isSecretName(name),
    isRemoved: false,
  }));
}

export function newVariable(variables: readonly Variable[]): Variable {
  const id = Math.max(-1, ...variables.map((one) => one.id)) + 1;
  return { id, name: '', isNew: true, value: '', isSecret: true, isRemoved: false };
}

/** With what was typed; whether it is a secret is guessed until somebody says so. */
export const withValue = (variable: Variable, value: string): Variable => ({
  ...variable,
  value,
  ...(variable.isDecided ? {} : { isSecret: !REFERENCE.test(value) && (variable.isSecret || redact(value) !== value) }),
});

/** What is wrong with a row, by the field that it is about. */
export function problemsOf(
  variable: Variable,
  all: readonly Variable[],
): { readonly name?: string; readonly value?: string } {
  if (variable.isRemoved) return {};
  const { name, value } = variable;
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) return { name: words.badName };
  if (all.some((other) => other.id !== variable.id && other.name === name)) return { name: words.twice };
  if (value === '' && variable.isSecret) return { value: words.noValue };
  return {};
}

export const isChanged = (variables: readonly Variable[]): boolean =>
  variables.some(({ isNew, value, isRemoved }) => isNew || value !== undefined || isRemoved);

/** A name in the vault that nobody uses, unless this variable does already. */
export function secretNameOf(server: string, { name, reference }: Variable, taken: ReadonlySet<string>): string {
  const base = secretNameFor(server, name);
  for (let count = 1; ; count += 1) {
    const choice = count === 1 ? base : `${base}-${count}`;
    if (!taken.has(choice) || reference === `\${secret:${choice}}`) return choice;
  }
}
