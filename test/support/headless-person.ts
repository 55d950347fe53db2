import { Agent, fetch, type Response } from 'undici';

/** Whom a person says to be, and whether they refuse what they are asked. */
export interface Person {
  readonly as?: string;
  readonly deny?: boolean;
}

/** A person with a browser without a window, in which every visit is a private one. */
export interface HeadlessPerson {
  /** Signs in and agrees; resolves with the address the browser is sent back to, without going there. */
  signIn(authorizationUrl: string | URL, person?: Person): Promise<URL>;
  /** The same, and goes there: what the waiting client shows. */
  signInAndReturn(authorizationUrl: string | URL, person?: Person): Promise<Page>;
  /** Types the code of a device in; resolves with the title of the last page. */
  approveDevice(verificationUri: string | URL, userCode: string, person?: Person): Promise<string>;
  close(): Promise<void>;
}

const MOST_PAGES = 20;

export interface Page {
  readonly url: URL;
  readonly status: number;
  readonly text: string;
}

export function openHeadlessPerson(origin: string, ca: string): HeadlessPerson {
  const agent = new Agent({ connect: { ca } });
  const visit = (from: URL, person: Person) => createVisit(agent, origin).answerForms(from, person);

  async function signIn(authorizationUrl: string | URL, person: Person = {}): Promise<URL> {
    const end = await visit(new URL(authorizationUrl), person);
    if (end instanceof URL) return end;
    throw new Error(`The authorization server shows a page instead of going back: ${end.text}`);
  }

  return {
    signIn,
    async signInAndReturn(authorizationUrl, person) {
      const url = await signIn(authorizationUrl, person);
      const response = await fetch(url, { dispatcher: agent });
      return { url, status: response.status, text: await response.text() };
    },
    async approveDevice(verificationUri, userCode, person = {}) {
      const url = new URL(verificationUri);
      url.searchParams.set('user_code', userCode);
      const end = await visit(url, person);
      if (end instanceof URL) throw new Error(`The authorization server leads away to ${end.href}`);
      return /<title>([^<]*)/.exec(end.text)?.[1] ?? end.text;
    },
    close: () => agent.destroy(),
  };
}

/** One visit to `origin`: keeps cookies, follows redirects, and fills in the forms that it is shown. */
function createVisit(agent: Agent, origin: string) {
  const cookies = new Map<string, string>();

  async function send(url: URL, fields?: Record<string, string>): Promise<Response> {
    const response = await fetch(url, {
      method: fields === undefined ? 'GET' : 'POST',
      redirect: 'manual',
      dispatcher: agent,
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(fields === undefined ? {} : { body: new URLSearchParams(fields) }),
    });
    for (const cookie of response.headers.getSetCookie()) keep(cookie);
    return response;
  }

  function keep(cookie: string): void {
    const [, name, value, attributes] = /^([^=]+)=([^;]*)(.*)$/s.exec(cookie) ?? [];
    if (name === undefined || value === undefined) return;
    if (value === '' || attributes?.includes('1970')) cookies.delete(name);
    else cookies.set(name, value);
  }

  /** Goes on from an answer until there is a page to read, or the browser would leave this server. */
  async function arrive(from: URL, first: Response): Promise<Page | URL> {
    let [url, response] = [from, first];
    for (let redirects = 0; redirects < MOST_PAGES; redirects++) {
      const location = response.headers.get('location');
      if (location === null) return { url, status: response.status, text: await response.text() };
      await response.body?.cancel();
      url = new URL(location, url);
      if (url.origin !== origin) return url;
      response = await send(url);
    }
    throw new Error(`Still redirected after ${MOST_PAGES} redirects: ${url.href}`);
  }

  return {
    async answerForms(from: URL, { as = 'alice', deny = false }: Person): Promise<Page | URL> {
      let at = await arrive(from, await send(from));
      for (let pages = 0; pages < MOST_PAGES; pages++) {
        if (at instanceof URL) return at;
        const fields = fieldsOf(at.text);
        if (fields === undefined) return at;
        if ('account' in fields) fields['account'] = as;
        if ('decision' in fields) fields['decision'] = deny ? 'deny' : 'allow';
        const action = new URL(/action="([^"]+)"/.exec(at.text)?.[1] ?? at.url.href, at.url);
        at = await arrive(action, await send(action, fields));
      }
      throw new Error(`Still asked after ${MOST_PAGES} pages`);
    },
  };
}

/** The fields of the page’s form; `undefined` when it has none. */
function fieldsOf(text: string): Record<string, string> | undefined {
  if (!text.includes('<form')) return undefined;
  const inputs = [...text.matchAll(/<input([^>]*)>/g)].map(([, attributes = '']) => [
    /name="([^"]*)"/.exec(attributes)?.[1] ?? '',
    /value="([^"]*)"/.exec(attributes)?.[1] ?? '',
  ]);
  return Object.fromEntries(inputs.filter(([name]) => name !== '')) as Record<string, string>;
}
