import { clientConfiguration } from './client-configuration';
import type { House } from './doors';
import { formatFacts } from './format-table';
import type { Io } from './io';
import type { Answer } from './leaf-command';

interface Place {
  readonly dataDirectory: string;
  readonly isDefaultPlace: boolean;
  readonly version: string;
  readonly ownCommand: Io['ownCommand'];
}

/** What a person needs to know once the gateway runs: where it is, the key, and what to paste into a client. */
export function greeting(house: House, { dataDirectory, isDefaultPlace, version, ownCommand }: Place): Answer {
  const { addresses, consoleUrl, firstKey } = house;
  const elsewhere = isDefaultPlace ? undefined : dataDirectory;
  const configuration = clientConfiguration({ addresses, key: firstKey, ownCommand, dataDirectory: elsewhere });
  const place = elsewhere === undefined ? [] : ['--data-dir', elsewhere];
  const command = (...words: readonly string[]) => [...ownCommand, ...words, ...place].map(quoteIfNeeded).join(' ');
  const facts = { version, addresses, consoleUrl, dataDirectory, clientConfiguration: configuration };
  const text = [
    `Secure MCP Gateway ${version} is running.`,
    '',
    formatFacts([
      ['MCP', addresses.mcp],
      ['Admin', addresses.admin],
      ['Console', consoleUrl],
      ['Data', dataDirectory],
    ]),
    '',
    'The console’s address lets in one browser, once, within ten minutes. Another:',
    '',
    `  ${command('console')}`,
    '',
    ...keyLines(firstKey, command('key', 'create')),
    '',
    'For a client that speaks HTTP:',
    JSON.stringify(configuration.http, undefined, 2),
    '',
    'For a client that starts a program:',
    JSON.stringify(configuration.stdio, undefined, 2),
    '',
    'Calls that change something wait for a person. To be asked about them in another terminal:',
    '',
    `  ${command('approvals', 'watch')}`,
    ...(firstKey === undefined ? [] : nextSteps(command('server', 'add'))),
  ].join('\n');
  return { facts: firstKey === undefined ? facts : { ...facts, firstKey }, text };
}

function keyLines(firstKey: string | undefined, createKey: string): readonly string[] {
  if (firstKey === undefined) return ['Clients use the gateway keys you have. To make another:', '', `  ${createKey}`];
  return ['Gateway key. It is shown this once and never again; the gateway keeps only a hash:', '', `  ${firstKey}`];
}

function nextSteps(addServer: string): readonly string[] {
  return [
    '',
    'There is one server so far, "echo", to try things out. To put yours behind the gateway, while it runs:',
    '',
    `  ${addServer} <name> -- <command> [args…]`,
  ];
}

/** A word as shells read it. */
function quoteIfNeeded(word: string): string {
  return /^[\w@%+=:,./\\-]+$/.test(word) ? word : `"${word}"`;
}
