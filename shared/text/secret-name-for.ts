/**
 * What a secret is called that comes out of a member of something: `github-token` for GITHUB_TOKEN of the server github,
 * `hub-api-key` for API_KEY of hub.
 */
export function secretNameFor(owner: string, member: string): string {
  const [whose, what] = [plain(owner), plain(member)];
  const name = what === whose || what.startsWith(`${whose}-`) ? what : `${whose}-${what}`;
  return plain(name).slice(0, 100).replace(/-$/, '') || 'secret';
}

const plain = (text: string): string =>
  text
    .replace(/([a-z\d])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z\d]+/g, '-')
    .replace(/^-|-$/g, '');
