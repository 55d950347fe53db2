import { existsSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { TestSequencer, TestSpecification } from 'vitest/node';

/** Longer than half a minute by themselves, the longest first: one that began last would be waited for alone. */
const LONG = [
  'desktop/a-person-decides-on-the-desktop',
  'e2e/people-settle-things-in-the-console',
  'scenarios/oauth-calls-go-on',
  'e2e/people-look-after-the-gateway',
  'e2e/the-console-is-clean',
  'scenarios/a-person-decides',
  'desktop/the-network-comes-and-goes',
  'scenarios/every-provider-guards',
  'scenarios/people-decide-over-many-doors',
  'desktop/pages-are-locked-in',
  'scenarios/telemetry-reaches-collectors',
].map((name) => `${name}.test.ts`);

/** They keep processors busy, where most of the others wait. */
const BUSY = ['desktop', 'e2e'];
const WAITING = ['scenarios', 'protocol'];
/** So many that wait, and are shorter, for each that is busy. */
const WAITING_PER_BUSY = 4;

/** What waits runs beside what is busy; what is short comes last, and ends everywhere at once. */
export class TestOrder implements TestSequencer {
  sort(files: TestSpecification[]): TestSpecification[] {
    const gone = LONG.filter((name) => !existsSync(join(import.meta.dirname, name)));
    if (gone.length > 0) throw new Error(`test/test-order.ts names what is gone: ${gone.join(', ')}`);
    const ordered = [...files].sort((one, other) => rankOf(one) - rankOf(other));
    const isIn = (folders: readonly string[]) => (file: TestSpecification) => folders.includes(folderOf(file));
    const [busy, waiting] = [ordered.filter(isIn(BUSY)), ordered.filter(isIn(WAITING))];
    const beside = busy.flatMap((file, at) => [
      file,
      ...waiting.slice(at * WAITING_PER_BUSY, (at + 1) * WAITING_PER_BUSY),
    ]);
    return [
      ...beside,
      ...waiting.slice(busy.length * WAITING_PER_BUSY),
      ...ordered.filter((file) => !isIn([...BUSY, ...WAITING])(file)),
    ];
  }

  shard(): never {
    throw new Error('The tests are not split over machines');
  }
}

const placeOf = ({ moduleId }: TestSpecification): string =>
  relative(import.meta.dirname, moduleId)
    .split(sep)
    .join('/');
const folderOf = (file: TestSpecification): string => placeOf(file).split('/')[0] ?? '';

/** The long ones as they are listed, then the larger files; the walls, which are another program, at the end. */
function rankOf(file: TestSpecification): number {
  const at = LONG.indexOf(placeOf(file));
  if (at >= 0) return at - LONG.length;
  return folderOf(file) === 'architecture' ? 1 : 1 / statSync(file.moduleId).size;
}
