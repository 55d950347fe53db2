/**
 * What a browser does around `fetch` for the page of one origin, where the tests have none: it keeps cookies by name
 * and path and sends them back.
 */
export function createBrowser(fetchWith: typeof fetch = fetch) {
  const jar = new Map<string, { readonly value: string; readonly path: string }>();
  const browse: typeof fetch = async (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const cookies = [...jar].filter(([, { path }]) => url.pathname.startsWith(path));
    const headers = new Headers(init.headers);
    if (cookies.length > 0) headers.set('cookie', cookies.map(([name, { value }]) => `${name}=${value}`).join('; '));
    const answer = await fetchWith(url, { ...init, headers });
    for (const cookie of answer.headers.getSetCookie()) {
      const [pair = '', ...attributes] = cookie.split('; ');
      const [name = '', value = ''] = pair.split('=', 2);
      const path = attributes.find((one) => one.startsWith('Path='))?.slice('Path='.length) ?? '/';
      if (attributes.includes('Max-Age=0')) jar.delete(name);
      else jar.set(name, { value, path });
    }
    return answer;
  };
  return { fetch: browse, jar };
}
