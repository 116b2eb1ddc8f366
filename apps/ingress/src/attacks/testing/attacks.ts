import type { AttackedIngress } from './attacked-ingress.ts';
import type { Occasion, Sender, Sent } from './sender.ts';

/** Where a delivery goes: to its connection's address, or to the vendor's, which names none. */
export type Door = 'numbered' | 'short';

export interface Scene {
  readonly ingress: AttackedIngress;
  readonly sender: Sender;
  /** Of another vendor. */
  readonly other: Sender;
  readonly door: Door;
  /** Of this time and connection a; each its own. */
  readonly occasion: Occasion;
}

export type Request = readonly [path: string, sent: Sent];

/** What is tried, as the requests that are made one after the other. */
export const attacks = {
  good: (scene) => [[addressOf(scene), genuine(scene)]],
  'a byte of the body changed': (scene) => {
    const sent = genuine(scene);
    return [[addressOf(scene), { ...sent, body: sent.body.replace(/.(?="[^"]*$)/, 'X') }]];
  },
  'the proof changed': (scene) => [[addressOf(scene), withProof(scene, changed(proofOf(scene)))]],
  'the proof cut short': (scene) => [[addressOf(scene), withProof(scene, proofOf(scene).slice(0, -1))]],
  'a weaker proof': (scene) => [[addressOf(scene), scene.sender.downgrade(scene.occasion)]],
  'the proof twice': (scene) => [[addressOf(scene), withProof(scene, [proofOf(scene), proofOf(scene)])]],
  'a wrong proof beside the right one': (scene) => [
    [addressOf(scene), withProof(scene, [proofOf(scene), changed(proofOf(scene))])],
  ],
  'no proof': (scene) => [[addressOf(scene), withProof(scene, null)]],
  'an empty proof': (scene) => [[addressOf(scene), withProof(scene, '')]],
  'another secret': (scene) => [
    [addressOf(scene), scene.sender.send({ ...scene.occasion, secret: 'a secret of nobody' })],
  ],
  'of ten minutes ago': (scene) => {
    const at = new Date(scene.occasion.at.getTime() - 600_000);
    return [[addressOf(scene), scene.sender.send({ ...scene.occasion, at })]];
  },
  'of ten minutes ahead': (scene) => {
    const at = new Date(scene.occasion.at.getTime() + 600_000);
    return [[addressOf(scene), scene.sender.send({ ...scene.occasion, at })]];
  },
  'the same twice': (scene) => [
    [addressOf(scene), genuine(scene)],
    [addressOf(scene), genuine(scene)],
  ],
  'the same body under another name': (scene) => [
    [addressOf(scene), genuine(scene)],
    [addressOf(scene), scene.sender.rename(genuine(scene))],
  ],
  'of another connection': ({ ingress, sender, occasion, door }) => {
    const { connector } = sender;
    const url = ingress.registeredUrl(connector, 'b');
    const secret = ingress.secretOf(connector, 'b');
    // At an address that names none, it is the other one's indeed.
    return [[pathOf(ingress, sender, door), sender.send({ ...occasion, secret, url })]];
  },
  'with the headers of another vendor': (scene) => {
    const { body } = genuine(scene);
    return [[addressOf(scene), scene.other.send(scene.occasion, body)]];
  },
  'to a connection that there is not': (scene) => [
    [scene.door === 'short' ? `${addressOf(scene)}/1` : '/webhooks/4711', genuine(scene)],
  ],
  'to the address of another vendor': (scene) => [
    [pathOf(scene.ingress, scene.other, scene.other.connector === 'cloudflare' ? 'short' : 'numbered'), genuine(scene)],
  ],
} as const satisfies Record<string, (scene: Scene) => readonly Request[]>;

export type AttackName = keyof typeof attacks;

function genuine({ sender, occasion }: Scene): Sent {
  return sender.send(occasion);
}

function addressOf({ ingress, sender, door }: Scene): string {
  return pathOf(ingress, sender, door);
}

function pathOf(ingress: AttackedIngress, { connector }: Sender, door: Door): string {
  return door === 'short' ? `/api/webhooks/${connector}` : `/webhooks/${ingress.connectionId(connector, 'a')}`;
}

function proofOf(scene: Scene): string {
  const { headers, query = '', body } = genuine(scene);
  const { proof } = scene.sender;
  if (proof.startsWith('body:')) return String((JSON.parse(body) as Record<string, unknown>)[proof.slice(5)]);
  return proof.startsWith('?') ? new URLSearchParams(query).get(proof.slice(1))! : String(headers[proof]);
}

function withProof(scene: Scene, proof: string | readonly string[] | null): Sent {
  const { headers, body } = genuine(scene);
  if (scene.sender.proof.startsWith('body:')) {
    const name = JSON.stringify(scene.sender.proof.slice(5));
    const members = (proof === null ? [] : [proof].flat()).map((value) => `${name}:${JSON.stringify(value)},`);
    const standing = `${name}:${JSON.stringify(proofOf(scene))},`;
    return { headers, body: body.replace(standing, members.join('')) };
  }
  if (scene.sender.proof.startsWith('?')) {
    const values = proof === null ? [] : [proof].flat();
    return { headers, body, query: `?${values.map((value) => `key=${encodeURIComponent(value)}`).join('&')}` };
  }
  const { [scene.sender.proof]: _, ...others } = headers;
  return { body, headers: proof === null ? others : { ...others, [scene.sender.proof]: proof } };
}

/** One character, of the alphabet that it was of. */
function changed(proof: string): string {
  const at = proof.length - 4;
  return `${proof.slice(0, at)}${proof[at] === 'a' ? 'b' : 'a'}${proof.slice(at + 1)}`;
}
