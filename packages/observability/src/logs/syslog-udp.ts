import { createSocket, type Socket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { fitLine } from './fit-line.ts';
import type { LineSender } from './shipper.ts';
import { SendFailure } from './shipper.ts';
import { syslogMessage, syslogOrigin } from './syslog-message.ts';

/** Datagrams between two looks at anything else: more at a time overrun the receiver's buffer. */
const GROUP = 16;
/** What syslog servers take by default; a datagram holds 65,507 bytes at most. */
const MAX_MESSAGE_BYTES = 8_192;

export interface SyslogOptions {
  readonly host: string;
  readonly port: number;
  /** The process that speaks, such as `fetcher`. */
  readonly name: string;
}

/**
 * Syslog by RFC 5426: a datagram a line. Nobody says whether one arrived: a server that is gone shows by the refusal of
 * a later one, where its machine still answers, and by nothing at all where it does not.
 */
export function createUdpSender({ host, port, name }: SyslogOptions): LineSender {
  const origin = syslogOrigin(name);
  const overhead = Buffer.byteLength(syslogMessage({ text: '', level: 30 }, origin)) + 40;
  let opening: Promise<Socket> | null = null;
  const letGo = (): void => {
    opening?.then((socket) => socket.close()).catch(() => {});
    opening = null;
  };

  return {
    close: letGo,
    send: async (lines, signal) => {
      let taken = 0;
      try {
        opening ??= openSocket(host, port);
        const socket = await opening;
        for (let at = 0; at < lines.length; at += GROUP) {
          signal.throwIfAborted();
          const group = lines.slice(at, at + GROUP);
          await Promise.all(
            group.map((line) =>
              send(socket, syslogMessage({ ...line, text: fitLine(line.text, MAX_MESSAGE_BYTES - overhead) }, origin)),
            ),
          );
          taken += group.length;
          await nextTurn();
        }
        return { refused: 0 };
      } catch (error) {
        letGo();
        throw new SendFailure('Syslog could not be sent', { taken, cause: error });
      }
    },
  };
}

async function openSocket(host: string, port: number): Promise<Socket> {
  const { address, family } = await lookup(host);
  const socket = createSocket(family === 6 ? 'udp6' : 'udp4').unref();
  // Whatever is wrong with it shows at the next datagram.
  socket.on('error', () => {});
  // Connected, so that a refusal comes back.
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.connect(port, address, () => {
      socket.off('error', reject);
      resolve();
    });
  });
  return socket;
}

function send(socket: Socket, message: string): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.send(message, (error) => (error ? reject(error) : resolve()));
  });
}
