import type { Answer, CommandNeeds } from '../leaf-command';
import { writeNew } from '../read-input';

export const SECRETS_TOO = ['--include-secrets', 'with secrets that stand in the configuration as plaintext'] as const;

/** Writes what was exported to the file that was named, else shows it. */
export async function exported(
  data: unknown,
  { outputFile }: { readonly outputFile?: string },
  { io }: CommandNeeds,
): Promise<Answer> {
  if (outputFile === undefined) return { facts: data, text: JSON.stringify(data, undefined, 2) };
  const path = await writeNew(io.cwd, outputFile, data);
  return { facts: { output_file: path }, text: `Wrote ${path}` };
}
