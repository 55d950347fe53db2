import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Data, openRestHouse, type RestHouse } from '../support/rest-house';

let rest: RestHouse;
beforeAll(async () => {
  rest = await openRestHouse();
});
afterAll(() => rest.stop());

const ask: RestHouse['ask'] = (...asking) => rest.ask(...asking);
const answer: RestHouse['answer'] = (...asking) => rest.answer(...asking);

describe('lists', () => {
  it('come in pages, sorted and searched', async () => {
    for (const name of ['b', 'c', 'a']) await ask('POST /projects', [], { project_name: `Page ${name}` });
    const choice = { search: 'page', sort: '-project_name', limit: '2' };
    const first = (await ask('GET /projects', [], choice)) as unknown as Data[];
    expect(first.map((row) => row['project_name'])).toEqual(['Page c', 'Page b']);
    const cursor = String(first[1]?.['project_id']);
    const others = (await ask('GET /projects', [], { ...choice, cursor })) as unknown as Data[];
    expect(others.map((row) => row['project_name'])).toEqual(['Page a']);
    expect((await answer('GET /projects', [], { sort: 'nothing' })).status).toBe(400);
    expect((await answer('GET /projects', [], { cursor: 'gone' })).status).toBe(400);
    expect(await ask('POST /projects/search', [], { search_term: 'page a' })).toMatchObject([
      { project_name: 'Page a' },
    ]);
    for (const name of ['a', 'b', 'c']) await ask('DELETE /projects/{project_identifier}', [`Page ${name}`]);
  });
});

describe('files of the machine', () => {
  it.each([
    ['POST /configs/{config_identifier}/export', ['Web'], { output_file: '/etc/x' }, 'output_file'],
    ['POST /configs/import', [], { input_file: '/etc/passwd' }, 'input_file'],
    ['POST /system/restore', [], { backup_file: '/etc/passwd' }, 'backup_file'],
    ['POST /projects/{project_identifier}/export', ['Web'], { output_file: '/x' }, 'output_file'],
    [
      'PUT /configs/{config_identifier}/servers/{server_name}/input-guardrails',
      ['Web', 'all'],
      { policy_file: '/x' },
      'policy_file',
    ],
  ])('are neither read nor written: %s', async (operation, ids, input, member) => {
    const { status, body } = await answer(operation, ids, input);
    expect([status, body.error?.name]).toEqual([400, 'invalid_params']);
    expect(body.error?.message).toContain(`${member}: files of the gateway’s machine are not touched; `);
  });
});
