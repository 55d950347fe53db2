import { useParams } from 'wouter';
import { ClientDetail } from './client-detail';
import { ClientList } from './client-list';

/** All clients, or the one that the address names. */
export function ClientsPage() {
  const { client } = useParams<{ client?: string }>();
  return client === undefined ? <ClientList /> : <ClientDetail key={client} id={client} />;
}
