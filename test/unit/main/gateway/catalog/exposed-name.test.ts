import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ServerNameSchema } from '../../../../../shared/config/upstream-server';
import { exposedName, MAX_NAME_LENGTH, serverOfExposedName } from '../../../../../main/gateway/catalog/exposed-name';

const server = fc.stringMatching(/^[A-Za-z0-9_-]{1,40}$/).filter((name) => ServerNameSchema.safeParse(name).success);
const name = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.constantFrom('', 'a__b', '_x', '..'),
);

describe('exposedName', () => {
  it('is stable, short, made of harmless characters, and leads back to its server', () => {
    fc.assert(
      fc.property(server, name, (one, tool) => {
        const exposed = exposedName(one, tool);
        expect(exposed).toBe(exposedName(one, tool));
        expect(exposed).toMatch(/^[A-Za-z0-9_-]+$/);
        expect(exposed.length).toBeLessThanOrEqual(MAX_NAME_LENGTH);
        expect(serverOfExposedName(exposed)).toBe(one);
      }),
    );
  });

  it('is another one for another tool or server', () => {
    fc.assert(
      fc.property(server, server, name, name, (one, other, tool, second) => {
        fc.pre(one !== other || tool !== second);
        expect(exposedName(one, tool)).not.toBe(exposedName(other, second));
      }),
    );
  });

  it('is plain where it can be', () => {
    expect(exposedName('files', 'read_file')).toBe('files__read_file');
    expect(exposedName('files', 'read.file')).toMatch(/^files__read_file_[0-9a-f]{8}$/);
  });
});

describe('serverOfExposedName', () => {
  it.each([['plain'], ['__tool'], ['']])('knows no server in %j', (exposed) => {
    expect(serverOfExposedName(exposed)).toBeUndefined();
  });
});
