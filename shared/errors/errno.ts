const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'not permitted',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  ENOENT: 'it does not exist',
  ENOTDIR: 'a part of the path is a file, not a directory',
  EISDIR: 'it is a directory',
  EEXIST: 'something else is in its place',
  ELOOP: 'too many symbolic links',
  ENAMETOOLONG: 'the path is too long',
  EMFILE: 'too many open files',
};

/** Whether a thrown value is the operating system's error of this name. */
export function isErrno(thrown: unknown, ...codes: readonly string[]): boolean {
  return codes.includes(errnoOf(thrown) ?? '');
}

/** Why the operating system refused, in words. */
export function describeCause(thrown: unknown): string {
  const code = errnoOf(thrown);
  if (code !== undefined) return REASONS[code] ?? code;
  return thrown instanceof Error ? thrown.message : String(thrown);
}

function errnoOf(thrown: unknown): string | undefined {
  if (typeof thrown !== 'object' || thrown === null || !('code' in thrown)) return undefined;
  return typeof thrown.code === 'string' ? thrown.code : undefined;
}
