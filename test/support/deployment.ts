import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';

export const ROOT = resolve(import.meta.dirname, '../..');
export const DEPLOY = join(ROOT, 'resources/deploy');

/** What YAML and JSON of others hold, as far as a test asks. */
export type Loose = { readonly [name: string]: Loose } & readonly Loose[] & string;

/** Paths of the deployment files that end so, relative to their folder. */
export function deploymentFiles(ending: string): readonly string[] {
  return readdirSync(DEPLOY, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => relative(DEPLOY, join(entry.parentPath, entry.name)))
    .sort();
}

export const readDeployment = (path: string): string => readFileSync(join(DEPLOY, path), 'utf8');

/** The documents of a YAML file, with merge keys followed; throws for anything that is not plain YAML. */
export function readYaml(path: string): readonly Loose[] {
  return parseAllDocuments(readDeployment(path), { merge: true, strict: true }).map((document) => {
    const [problem] = [...document.errors, ...document.warnings];
    if (problem !== undefined) throw new Error(`${path}: ${problem.message}`);
    return document.toJS() as Loose;
  });
}

/** An instruction of a Dockerfile; `flags` are those before its words, such as `--from=build`. */
export interface Instruction {
  readonly name: string;
  readonly flags: readonly string[];
  readonly text: string;
}

export interface Stage {
  /** As it stands behind FROM, with arguments put in. */
  readonly image: string;
  readonly name?: string | undefined;
  readonly instructions: readonly Instruction[];
}

/** The stages of a Dockerfile. Comments go, broken lines are joined. */
export function readDockerfile(path: string): readonly Stage[] {
  const lines = readDeployment(path)
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .join('\n')
    .replace(/\\\n\s*/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const values: Record<string, string> = {};
  const stages: { image: string; name: string | undefined; instructions: Instruction[] }[] = [];
  for (const line of lines) {
    const [, name = '', rest = ''] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? [];
    if (name === '') throw new Error(`${path}: not an instruction: ${line}`);
    const flags = /^(?:--\S+\s+)*/.exec(rest)![0];
    const text = rest.slice(flags.length).trim();
    if (name === 'ARG') values[text.split('=')[0]!] = text.split('=').slice(1).join('=');
    else if (name === 'FROM') {
      const [, image = '', , stage] = /^(\S+)(\s+AS\s+(\S+))?$/.exec(text) ?? [];
      stages.push({ image: withArguments(image, values), name: stage, instructions: [] });
    } else stages.at(-1)!.instructions.push({ name, flags: flags.split(/\s+/).filter(Boolean), text });
  }
  return stages;
}

const withArguments = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/\$\{(\w+)\}/g, (_, name: string) => values[name] ?? '');

/** `ENV` as a map. */
export function environmentOf({ instructions }: Stage): Readonly<Record<string, string>> {
  const pairs = instructions
    .filter(({ name }) => name === 'ENV')
    .flatMap(({ text }) => [...text.matchAll(/(\w+)=(?:"([^"]*)"|(\S+))/g)]);
  return Object.fromEntries(pairs.map(([, name, quoted, bare]) => [name!, quoted ?? bare ?? '']));
}

/** The text of the last instruction of that name. */
export function lastOf({ instructions }: Stage, name: string): string {
  const found = instructions.findLast((instruction) => instruction.name === name);
  if (found === undefined) throw new Error(`There is no ${name}`);
  return found.text;
}

/** The words of an instruction in its JSON form. */
export const wordsOf = (text: string): readonly string[] => JSON.parse(text) as readonly string[];

/** What stands in a list; nothing where there is none. */
export const listOf = (value: Loose | undefined): readonly Loose[] => (value === undefined ? [] : [...value]);
