import { createServer, request as send } from 'node:http';

/**
 * A forwarder on a loopback port that presents a gateway key for clients that cannot, to one gateway or to several in
 * turn. Headers, bodies and streams pass as they are, and either side going away ends the other.
 */
export async function startForwarder({ to, key }) {
  const targets = [to].flat().map((url) => new URL(url));
  let turn = 0;
  const server = createServer((incoming, outgoing) => {
    const { hostname, port } = targets[turn++ % targets.length];
    const { rawHeaders, method, url: path } = incoming;
    const headers = [...rawHeaders, 'Authorization', `Bearer ${key}`];
    const onward = send({ hostname, port, method, path, headers, setHost: false }, (answer) => {
      outgoing.writeHead(answer.statusCode, answer.rawHeaders);
      outgoing.flushHeaders();
      answer.pipe(outgoing);
      answer.once('error', () => outgoing.destroy());
    });
    onward.once('error', () => outgoing.destroy());
    outgoing.once('close', () => onward.destroy());
    incoming.pipe(onward);
  });
  await new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(0, '127.0.0.1', done);
  });
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
