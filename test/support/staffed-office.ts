import { afterEach } from 'vitest';
import type { TestHouseOptions } from './test-house';
import { type Clerk, seatClerk } from './clerk';
import { type Office, openOffice } from './office';

/** For each test of a file an office with a clerk at its desk; both go home after it. */
export function staffedOffice() {
  let office: Office | undefined;
  let clerk: Clerk | undefined;
  afterEach(async () => {
    clerk?.leave();
    await office?.close();
    [office, clerk] = [undefined, undefined];
  });
  return {
    async open(config: TestHouseOptions['config'] = {}, options: Parameters<typeof openOffice>[1] = {}) {
      office = await openOffice(config, options);
      clerk = seatClerk(office.one);
      return office;
    },
    get clerk(): Clerk {
      if (clerk === undefined) throw new Error('The office is not open');
      return clerk;
    },
  };
}

/** A call that a person is asked about. */
export const write = (text: string, path = '/notes/a') => ({ name: 'office__write_note', arguments: { path, text } });
