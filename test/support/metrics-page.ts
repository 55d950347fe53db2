import { adminTokenOf } from './admin-token';

/** One line of `/metrics`. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** `/metrics` of the gateway of a data directory, as its owner sees it. */
export async function scrape(admin: string, directory: string): Promise<string> {
  const authorization = `Bearer ${adminTokenOf(directory)}`;
  const answer = await fetch(`${admin}/metrics`, { headers: { authorization } });
  if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`);
  return answer.text();
}

/** Reads the text format strictly: a line that is none of it throws. */
export function readExposition(text: string): {
  readonly samples: readonly Sample[];
  readonly types: ReadonlyMap<string, string>;
} {
  const samples: Sample[] = [];
  const types = new Map<string, string>();
  if (!text.endsWith('\n')) throw new Error('The last line does not end');
  for (const line of text.slice(0, -1).split('\n')) {
    const type = /^# TYPE ([a-z_]+) (counter|gauge|histogram)$/.exec(line);
    if (type !== null) types.set(type[1]!, type[2]!);
    else if (!/^# HELP [a-z_]+ \S/.test(line)) samples.push(readSample(line));
  }
  return { samples, types };
}

function readSample(line: string): Sample {
  const match = /^([a-z_]+)(?:\{((?:[a-z_]+="(?:[^"\\\n]|\\[\\"n])*",?)+)\})? (\+Inf|-?[0-9.e+-]+)$/.exec(line);
  if (match === null) throw new Error(`Not a sample: ${line}`);
  const pairs = [...(match[2] ?? '').matchAll(/([a-z_]+)="((?:[^"\\]|\\.)*)"/g)];
  const labels = Object.fromEntries(pairs.map(([, name, value]) => [name!, value!.replace(/\\(.)/g, unescape)]));
  return { name: match[1]!, labels, value: match[3] === '+Inf' ? Infinity : Number(match[3]) };
}

const unescape = (_: string, character: string): string => (character === 'n' ? '\n' : character);
