import type { GatewayAddresses } from '../../../shared/model/status';
import { CopyButton } from '../../components/copy-button';

/** Where clients and people reach the gateway. */
export function AddressList({ addresses }: { readonly addresses: GatewayAddresses }) {
  const rows = [
    ['MCP endpoint', addresses.mcp],
    ['Admin', addresses.admin],
    ['Socket', addresses.socket],
  ] as const;
  return (
    <section aria-labelledby="addresses-title">
      <h2 id="addresses-title">Addresses</h2>
      <dl className="addresses">
        {rows.map(([label, address]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <code>{address}</code>
              <CopyButton text={address} label={label} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
