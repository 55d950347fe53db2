import { useConsole } from '../../stores/console';

export interface ToolPlace {
  readonly config: string;
  readonly server: string;
}

/** What is changed of a tool; `undefined` takes the change back. */
export interface ToolChange {
  readonly name?: string | undefined;
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly hidden?: boolean | undefined;
}

interface KnownCuration {
  readonly tools?: { readonly change?: Readonly<Record<string, object>> };
}

/** Writes how the tools of a server are shown, and leaves everything else that is said about them. */
export function useCuration({ config, server }: ToolPlace) {
  const { client } = useConsole();
  const change = async (tool: string, next: ToolChange): Promise<void> => {
    const place = { config_identifier: config, server_name: server };
    const entry = await client.servers.get(place);
    const before = (entry['curation'] ?? {}) as KnownCuration;
    const merged = { ...before.tools?.change?.[tool], ...next };
    const said = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined));
    const curation = {
      ...before,
      tools: { ...before.tools, change: { ...before.tools?.change, [tool]: said } },
    };
    await client.servers.update({ ...place, settings: { curation } });
  };
  return { change };
}
