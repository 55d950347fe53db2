import { describe, expect, it } from 'vitest';
import { isInsideWindows, plainWindowsPath } from '../../../../../main/gateway/argument-rules/windows-path';

describe('plainWindowsPath', () => {
  it.each([
    ['C:\\Notes\\a.txt', 'c:\\notes\\a.txt'],
    ['c:/notes/./x/../a.txt', 'c:\\notes\\a.txt'],
    ['C:\\notes\\', 'c:\\notes'],
    ['C:\\', 'c:\\'],
    ['\\\\?\\C:\\notes\\a', 'c:\\notes\\a'],
    ['\\\\.\\C:\\notes\\a', 'c:\\notes\\a'],
    ['\\\\?\\UNC\\server\\share\\a', '\\\\server\\share\\a'],
    ['//server/share/a', '\\\\server\\share\\a'],
  ])('%s is %s', (given, plain) => expect(plainWindowsPath(given)).toBe(plain));

  it.each([
    'C:notes',
    '\\notes',
    'notes',
    '/etc/passwd',
    'C:\\notes\\a.txt:stream',
    'C:\\notes\\a.txt::$DATA',
    'C:\\notes\\secret.',
    'C:\\notes\\secret ',
    'C:\\notes\\.. \\x',
    'C:\\notes\\...\\x',
    'C:\\notes\\CON',
    'C:\\notes\\nul.txt',
    'C:\\notes\\COM1',
    'C:\\notes\\a*',
    '\\\\.\\PhysicalDrive0',
    '\\\\?\\GLOBALROOT\\Device\\x',
    '\\\\?\\Volume{b75e2c83}\\x',
    '\\??\\D:',
    '\\\\server',
  ])('%s is none', (given) => expect(plainWindowsPath(given)).toBeUndefined());

  it('takes relative paths from their base, and only those that are relative to it', () => {
    expect(plainWindowsPath('a\\b', 'C:\\Notes')).toBe('c:\\notes\\a\\b');
    expect(plainWindowsPath('..\\b', 'C:\\Notes')).toBe('c:\\b');
    expect(plainWindowsPath('C:b', 'C:\\Notes')).toBeUndefined();
    expect(plainWindowsPath('\\b', 'C:\\Notes')).toBeUndefined();
  });

  it('knows a directory from one whose name only begins alike', () => {
    expect(isInsideWindows('c:\\notes\\a', 'c:\\notes')).toBe(true);
    expect(isInsideWindows('c:\\notes2', 'c:\\notes')).toBe(false);
    expect(isInsideWindows('c:\\x', 'c:\\')).toBe(true);
  });
});
