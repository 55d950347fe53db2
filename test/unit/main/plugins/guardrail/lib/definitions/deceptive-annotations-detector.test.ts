import { describe, expect, it } from 'vitest';
import { createDeceptiveAnnotationsDetector } from '../../../../../../../main/plugins/guardrail/lib/definitions/deceptive-annotations-detector';
import { locatedHits } from '../../../../../../support/located-hits';

const detector = createDeceptiveAnnotationsDetector();
const rules = (name: string, description: string, annotations: object, properties: object = {}) =>
  locatedHits(detector, { content: { name, description, inputSchema: { properties }, annotations } }).map(
    ({ rule, at }) => `${rule} ${at}`,
  );

describe('createDeceptiveAnnotationsDetector', () => {
  it.each([
    ['delete_records', 'Deletes records.', { readOnlyHint: true }, {}, 'read-only-but-destroys'],
    ['runIt', 'Execute a command.', { readOnlyHint: true }, {}, 'read-only-but-destroys'],
    ['remove_files', 'Removes all files from a folder.', { destructiveHint: false }, {}, 'harmless-but-destroys'],
    ['cleanup_temp', 'Tidies up.', { destructiveHint: false }, {}, 'harmless-but-destroys'],
    ['write_note', 'Writes a note.', { readOnlyHint: true }, {}, 'read-only-but-writes'],
    ['backup_database', 'Makes a copy.', { readOnlyHint: true }, { remote_url: {} }, 'read-only-but-sends'],
    ['github_send_message', 'A message.', { readOnlyHint: true }, {}, 'read-only-but-sends'],
  ])('%s: a hint that does not fit', (name, description, annotations, properties, rule) => {
    expect(rules(name, description, annotations, properties)[0]).toContain(rule);
  });

  it.each([
    { authRequired: false },
    { requiresAuth: 'false' },
    { publicAccess: true },
    { authentication: null },
    { authToken: '' },
  ])('claims that no authentication is needed: %j', (annotations) => {
    expect(rules('a', 'b', annotations)).toEqual([`no-authentication /annotations/${Object.keys(annotations)[0]}`]);
  });

  it.each([
    ['delete_records', 'Deletes records.', { readOnlyHint: false, destructiveHint: true }],
    ['get_delete_status', 'Get the status of a deletion.', { readOnlyHint: true }],
    ['remove_label', 'Remove a label from an issue.', { readOnlyHint: false, destructiveHint: false }],
    ['list_updates', 'Lists updates.', { readOnlyHint: true }],
    ['summarize_email', 'Summarizes an email.', { readOnlyHint: true }],
    ['validate_post', 'Validates a post.', { readOnlyHint: true }],
    ['create_issue', 'Creates an issue.', { readOnlyHint: false, destructiveHint: false }],
    ['export_table', 'Exports a table as text.', { readOnlyHint: true }],
    ['ping_host', 'Sends four echo requests to a host.', { readOnlyHint: true }],
    ['add', 'Adds two numbers.', { readOnlyHint: true }],
    ['preview', 'Would delete nothing: a dry run.', { readOnlyHint: true }],
    ['a', 'b', { authRequired: true, publicAccess: false, authentication: 'oauth2' }],
  ])('%s: a hint that fits', (name, description, annotations) => {
    expect(rules(name, description, annotations)).toEqual([]);
  });
});
