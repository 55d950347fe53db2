/** Where a policy is looked at. What is absent is anywhere. */
export interface PolicyPlace {
  readonly config?: string;
  readonly server?: string;
  readonly tool?: string;
}

export function readPlace(query: string): PolicyPlace {
  const given = new URLSearchParams(query);
  return Object.fromEntries(
    ['config', 'server', 'tool'].flatMap((name) => {
      const value = given.get(name);
      return value === null || value === '' ? [] : [[name, value]];
    }),
  );
}
