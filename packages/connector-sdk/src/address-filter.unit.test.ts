import type { LookupAddress } from 'node:dns';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type AddressFilterOptions, createAddressFilter } from './address-filter.ts';
import { createVendorFetch } from './vendor-fetch.ts';
import { createVendorTransport } from './vendor-transport.ts';

/** What `lookup` gives a socket that wants to reach a host whose name resolves to these addresses. */
function lookUp(
  host: string,
  addresses: readonly string[],
  allowed: readonly string[] = [],
): Promise<string | LookupAddress[]> {
  const resolve = ((_host: string, _options: object, callback: (error: null, found: LookupAddress[]) => void) =>
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    )) as unknown as AddressFilterOptions['resolve'] & object;
  const filter = createAddressFilter({ allowed, resolve });
  return new Promise((done, fail) =>
    filter.lookup(host, { all: true }, (error, found) => (error ? fail(error) : done(found))),
  );
}

const refusal = { class: 'auth', code: 'address_refused' };

/** Addresses that may not be reached, in the ways that they can be written. */
const spellings = [
  'http://127.0.0.1/',
  'http://127.1/',
  'http://127.255.255.254:8090/',
  'http://2130706433/',
  'http://0x7f000001/',
  'http://0x7f.1/',
  'http://0177.0.0.1/',
  'http://017700000001/',
  'http://①②⑦.⓪.⓪.①/',
  'http://0.0.0.0/',
  'http://0/',
  'http://[::]/',
  'http://[::1]/',
  'http://[0:0:0:0:0:0:0:1]/',
  'http://[::ffff:127.0.0.1]/',
  'http://[::ffff:7f00:1]/',
  'http://[::127.0.0.1]/',
  'http://[64:ff9b::7f00:1]/',
  'http://[2002:7f00:1::]/',
  'http://user:password@10.1.2.3/',
  'http://10.1.2.3/',
  'http://172.16.0.1/',
  'http://192.168.1.1/',
  'http://100.64.0.1/',
  'http://169.254.169.254/latest/meta-data/',
  'http://[fd00:ec2::254]/latest/meta-data/',
  'http://[fe80::1]/',
  'http://[fc00::1]/',
  'http://224.0.0.1/',
  'http://[ff02::1]/',
  'http://255.255.255.255/',
  'http://192.0.2.1/',
  'http://198.18.0.1/',
];

describe('addresses that base URLs may not reach', () => {
  it.each(spellings)('are known however they are written: %s', (url) => {
    expect(() => createAddressFilter({ allowed: [] }).assertUrl(url)).toThrow(expect.objectContaining(refusal));
  });

  it.each(['https://api.github.com/', 'http://140.82.121.5/', 'http://[2606:50c0:8000::154]/', 'http://1.1/'])(
    'are not the public ones, nor names that were not looked up yet: %s',
    (url) => {
      expect(() => createAddressFilter({ allowed: [] }).assertUrl(url)).not.toThrow();
    },
  );

  it.each([
    ['localhost', ['127.0.0.1', '::1']],
    ['metadata.google.internal', ['169.254.169.254']],
    ['127.0.0.1.nip.io', ['127.0.0.1']],
    ['half.example', ['140.82.121.5', '10.0.0.1']],
    ['mapped.example', ['::ffff:10.0.0.1']],
    ['zoned.example', ['fe80::1%eth0']],
  ])('are not reached by a name either: %s', async (host, addresses) => {
    await expect(lookUp(host, addresses)).rejects.toMatchObject(refusal);
    await expect(lookUp(host, addresses)).rejects.toThrow(host);
  });

  it('may be allowed as addresses, ranges, names or loopback, and only as far as that', async () => {
    expect(await lookUp('gitlab.internal', ['10.1.2.3'], ['10.0.0.0/8'])).toHaveLength(1);
    expect(await lookUp('gitlab.internal.', ['10.1.2.3'], ['GitLab.internal'])).toHaveLength(1);
    expect(await lookUp('localhost', ['127.0.0.1', '::1'], ['loopback'])).toHaveLength(2);
    expect(await lookUp('jira', ['fd12::7'], ['fd12::/16', '192.168.1.1'])).toHaveLength(1);
    await expect(lookUp('other.internal', ['10.1.2.3'], ['gitlab.internal', '10.2.0.0/16'])).rejects.toMatchObject(
      refusal,
    );
    await expect(lookUp('jira', ['::ffff:127.0.0.1'], ['10.0.0.0/8'])).rejects.toMatchObject(refusal);
    const allowing = createAddressFilter({ allowed: ['loopback', '10.1.2.3'] });
    for (const url of ['http://[::ffff:127.0.0.1]/', 'http://127.9.9.9/', 'http://10.1.2.3/']) allowing.assertUrl(url);
    expect(() => allowing.assertUrl('http://10.1.2.4/')).toThrow(expect.objectContaining(refusal));
  });

  it.each(['10.0.0.0/33', 'http://gitlab', 'a b', '*'])('are not allowed by what means nothing: %s', (entry) => {
    expect(() => createAddressFilter({ allowed: [entry] })).toThrow(entry);
  });
});

describe('calls to vendors', () => {
  let server: Server;
  let requests = 0;
  afterEach(() => new Promise((done) => server.close(done)));

  async function start(location?: string): Promise<number> {
    requests = 0;
    server = createServer((_request, response) => {
      requests++;
      if (location === undefined || requests > 1) response.end('{}');
      else response.writeHead(302, { location }).end();
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return (server.address() as AddressInfo).port;
  }

  const ended: boolean[] = [];
  const callOver = (allowed: readonly string[]) =>
    createVendorFetch({
      gate: {
        take: async () => ({ ended: async (isServed) => void ended.push(isServed) }),
        report: async () => undefined,
      },
      interpret: () => ({ limits: null, error: null }),
      transport: createVendorTransport(allowed),
    });

  it('reach nothing that they may not, say which address and what to do, and are not tried again', async () => {
    const port = await start();
    for (const host of ['127.0.0.1', 'localhost', '[::ffff:127.0.0.1]']) {
      const call = callOver([])(`http://${host}:${port}/`);
      await expect(call).rejects.toMatchObject(refusal);
      await expect(call).rejects.toThrow('SYNCLINE_ALLOWED_ADDRESSES');
    }
    expect(requests).toBe(0);
    // The vendor is not taken to be down.
    expect(ended).not.toContain(false);
    expect((await callOver(['loopback'])(`http://localhost:${port}/`)).status).toBe(200);
  });

  it.each([
    ...spellings,
    '//169.254.169.254/latest/meta-data/',
    'http:\\\\169.254.169.254/',
    'https://127.0.0.1/',
    'file:///etc/passwd',
    'gopher://127.0.0.1/',
    'data:,x',
    'http://',
  ])('do not go where a redirect points, in another spelling of the same place either: %s', async (location) => {
    const port = await start(Buffer.from(location).toString('latin1'));
    const call = callOver(['loopback'])(`http://127.0.0.1:${port}/`);
    await expect(call).rejects.toMatchObject({ code: 'redirect_refused' });
    expect(requests).toBe(1);
  });

  it('ask for the address at each connection, so that a name whose answer changes is refused from then on', async () => {
    const answers = ['140.82.121.5', '169.254.169.254'];
    const filter = createAddressFilter({
      allowed: [],
      resolve: ((_host: string, _options: object, callback: (error: null, found: LookupAddress[]) => void) =>
        callback(null, [{ address: answers.shift()!, family: 4 }])) as unknown as AddressFilterOptions['resolve'] &
        object,
    });
    const look = () =>
      new Promise((done, fail) =>
        filter.lookup('rebinds.example', {}, (error, address) => (error ? fail(error) : done(address))),
      );
    await start();
    expect(await look()).toBe('140.82.121.5');
    await expect(look()).rejects.toMatchObject(refusal);
  });
});
