import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { fitLine } from './fit-line.ts';
import type { LogLine } from './line-buffer.ts';
import { type LineSender, SendFailure } from './shipper.ts';
import { type SyslogOrigin, syslogMessage, syslogOrigin } from './syslog-message.ts';
import type { SyslogOptions } from './syslog-udp.ts';

const MAX_MESSAGE_BYTES = 65_536;
const CHUNK_LINES = 64;

/**
 * Syslog over one TCP connection, or TLS by RFC 5425, each message after the count of its bytes (RFC 6587): what a line
 * holds can't end it. Taken means handed to the kernel: syslog has no answers, so that what was on its way to a server
 * when it died is lost.
 */
export function createTcpSender({ host, port, name, tls }: SyslogOptions & { readonly tls: boolean }): LineSender {
  const origin = syslogOrigin(name);
  let socket: Socket | null = null;
  const letGo = (): void => {
    socket?.destroy();
    socket = null;
  };

  return {
    close: letGo,
    send: async (lines, signal) => {
      let taken = 0;
      const onAbort = (): void => letGo();
      signal.addEventListener('abort', onAbort, { once: true });
      try {
        if (socket === null || !socket.writable) {
          letGo();
          socket = await openSocket(host, port, tls, signal);
        }
        for (let at = 0; at < lines.length; at += CHUNK_LINES) {
          const chunk = lines.slice(at, at + CHUNK_LINES);
          await write(socket, Buffer.concat(chunk.map((line) => frameOf(line, origin))));
          taken += chunk.length;
        }
        return { refused: 0 };
      } catch (error) {
        letGo();
        throw new SendFailure('Syslog could not be sent', { taken, cause: error });
      } finally {
        signal.removeEventListener('abort', onAbort);
      }
    },
  };
}

function frameOf(line: LogLine, origin: SyslogOrigin): Buffer {
  const message = Buffer.from(syslogMessage({ ...line, text: fitLine(line.text, MAX_MESSAGE_BYTES) }, origin));
  return Buffer.concat([Buffer.from(`${message.byteLength} `), message]);
}

function openSocket(host: string, port: number, tls: boolean, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = tls ? connectTls({ host, port, servername: host }) : connectTcp({ host, port });
    const abort = (): void => void socket.destroy(new Error('Gave up'));
    signal.addEventListener('abort', abort, { once: true });
    // Later ones show at the next write.
    socket.on('error', reject);
    socket.once('close', () => signal.removeEventListener('abort', abort));
    socket.once(tls ? 'secureConnect' : 'connect', () => {
      signal.removeEventListener('abort', abort);
      // Servers say nothing; what they send must be read, or their end is never noticed.
      socket.resume();
      socket.setNoDelay(true).setKeepAlive(true, 30_000).unref();
      resolve(socket);
    });
  });
}

/** Resolves when the kernel has it; one that has gone does not let anybody wait. */
function write(socket: Socket, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const gone = (): void => reject(new Error('The connection was closed'));
    socket.once('close', gone);
    socket.write(bytes, (error) => {
      socket.off('close', gone);
      if (error) reject(error);
      else resolve();
    });
  });
}
