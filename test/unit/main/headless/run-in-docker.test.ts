import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { expect, it, onTestFinished } from 'vitest';
import { dockerArguments, dockerChoice, runInDocker } from '../../../../main/headless/run-in-docker';

it.each([
  [['server', 'list'], undefined],
  [['--docker', 'server', 'list'], { image: 'secure-mcp-gateway', argv: ['server', 'list'] }],
  [['server', 'list', '--docker', '--json'], { image: 'secure-mcp-gateway', argv: ['server', 'list', '--json'] }],
  [['--docker', '--docker-image', 'own:1', 'status'], { image: 'own:1', argv: ['status'] }],
  [['--docker-image=own:1', '--docker', 'status'], { image: 'own:1', argv: ['status'] }],
  [['server', 'add', 'x', '--', 'npx', '--docker'], undefined],
])('reads %j', (argv, choice) => {
  expect(dockerChoice(argv)).toEqual(choice);
});

it('asks for the image that is missing', () => {
  expect(() => dockerChoice(['--docker', '--docker-image'])).toThrow('--docker-image needs the name of an image');
});

it('names variables, and never says what they hold', () => {
  const env = { SECURE_MCP_GATEWAY_HOME: '/home/ada/gateway', SECURE_MCP_GATEWAY_MASTER_KEY: 'hidden', PATH: '/bin' };
  const words = dockerArguments({ image: 'own:1', argv: ['status'] }, env, false);
  expect(words.join(' ')).not.toContain('hidden');
  expect(words).toEqual(expect.arrayContaining(['/home/ada/gateway:/data', 'SECURE_MCP_GATEWAY_MASTER_KEY']));
  expect(words.slice(-3)).toEqual(['secure-mcp-gateway', 'own:1', 'status']);
});

it('ends with the code of the container, and says when there is no docker', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'smg-docker-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  await writeFile(join(directory, 'docker'), '#!/bin/sh\n[ "$1" = run ] && exit 7\n');
  await chmod(join(directory, 'docker'), 0o755);
  const choice = { image: 'own:1', argv: ['status'] };
  const PATH = `${directory}${delimiter}${process.env['PATH'] ?? ''}`;
  expect(await runInDocker(choice, { env: { PATH }, stdin: new PassThrough() })).toBe(7);
  await expect(runInDocker(choice, { env: { PATH: '/nowhere' }, stdin: new PassThrough() })).rejects.toThrow(
    'docker is not installed',
  );
});
