import { Backup } from '../../../shared/contract/system';

/** A backup as a file holds it; `undefined` for anything else. */
export function readBackup(text: string): Backup | undefined {
  try {
    const read = Backup.safeParse(JSON.parse(text));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}

/** How many sets of servers it has. */
export function setsIn({ config }: Backup): number {
  const { configs } = config;
  return typeof configs === 'object' && configs !== null ? Object.keys(configs).length : 0;
}
