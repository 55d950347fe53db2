import type { TestCallInput, TestCallResult, TestableTool } from '../components/test-call';
import type { Load } from '../model/load';
import { useConsole } from '../stores/console';
import { useResource } from './use-resource';

/** The tools of a server as clients see them, and the way to call one as a client would. */
export function useTestCaller({ config, server }: { readonly config: string; readonly server: string }): {
  readonly load: Load<readonly TestableTool[]>;
  readonly refresh: () => Promise<void>;
  readonly call: (input: TestCallInput) => Promise<TestCallResult>;
} {
  const { client } = useConsole();
  const { load, refresh } = useResource(async (): Promise<readonly TestableTool[]> => {
    const [offered] = await client.tools.list({ config, server, ask: true });
    return (offered?.tools ?? []).flatMap(({ shownAs, definition }) =>
      shownAs === undefined ? [] : [{ name: shownAs, inputSchema: definition['inputSchema'] }],
    );
  }, `${config}/${server}`);
  const call = ({ tool, args }: TestCallInput): Promise<TestCallResult> =>
    client.tools.call({ server, tool, arguments: { ...args } });
  return { load, refresh, call };
}
